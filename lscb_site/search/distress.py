"""Whether a question is a worry about a child: then what to do stands above any result.

The words of somebody who is frightened, not those of a profession: “neglect” alone is a call for help, “neglect
toolkit” is a question for the library.
"""

from lscb_site.search.glossary import runs_of
from lscb_site.search.tokens import STOP_WORDS, words_of

# Wherever they stand in what was typed.
PHRASES = frozenset(
    " ".join(words_of(line))
    for line in """
    999
    abusing
    afraid
    am i being
    being abused
    being groomed
    being hurt
    being touched
    being watched
    bruises
    bruise
    call the police
    child in danger
    childline
    emergency
    crying
    do i tell
    do i call
    do i report
    do i ring
    frightened
    go missing
    gone missing
    help me
    hit me
    hits me
    hitting
    home alone
    hungry
    hurt me
    hurting
    hurts me
    i am worried
    im worried
    in danger
    kicked out
    left alone
    make a referral
    my boyfriend
    my brother
    my dad
    my daughter
    my father
    my grandchild
    my mother
    my mum
    my neighbour
    my sister
    my son
    my stepdad
    my uncle
    next door
    not safe
    nspcc
    punched
    ran away
    raped
    refer a child
    report a child
    report abuse
    report child abuse
    report a concern
    run away
    scared
    scream
    screaming
    self harm
    shouting
    slap
    slapped
    smacked
    speak to someone
    suicidal
    talk to someone
    touched
    touched me
    touches me
    touching me
    unsafe
    who to call
    who to ring
    who to tell
    who do i
    worried
    worried about
    """.splitlines()
    if line.strip()
)

# Where nothing else was typed but small words.
ALONE = frozenset(
    words_of(
        """
        abuse abused child children concern emergency exploitation exploited groomed grooming harm help hit hurt kid
        missing neglect neglected number phone police rape refer referral report violence
        """
    )
)

# Spelt as somebody in need spells them: nobody who is scared meant “shared”.
WORDS_OF_WORRY = ALONE.union(*(phrase.split() for phrase in PHRASES))


def is_worry(text: str) -> bool:
    """Whether what was typed sounds like somebody who is worried about a child, or is one."""
    words = words_of(text)
    if runs_of(words) & PHRASES:
        return True
    telling = [word for word in words if word not in STOP_WORDS]
    return bool(telling) and ALONE.issuperset(telling)
