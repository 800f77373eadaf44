"""Whether a question is a worry about a child: then what to do stands above any result.

The words of somebody who is frightened, not those of a profession: “neglect” alone is a call for help, “neglect
toolkit” is a question for the library. The words stand in `lists/`, by situation; editors add phrases of their own.
"""

from lscb_site.search.distress.words import listed, signals

# Spelt as somebody in need spells them: nobody who is scared meant “shared”.
WORDS_OF_WORRY = frozenset(signals()) | listed("alone") | listed("mine")
