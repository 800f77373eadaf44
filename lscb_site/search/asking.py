"""Words that ask whom to call and nothing else: beside the name of a place they leave the place alone."""

from lscb_site.search.tokens import STOP_WORDS

ASKING = frozenset(
    """
    abuse address anyone borough call called calling care child children childrens concern concerned contact
    council daytime department desk details door duty email emergency front help hours hub kid kids line london
    mash missed multi near night number numbers office phone phoning protection rang refer referral referrals
    report reporting ring safeguarding service services social ssd team tel telephone town whose worker workers
    worried
    """.split()  # noqa: SIM905 - easier to read than forty strings
)


def named_alone(words: list[str] | tuple[str, ...]) -> list[str]:
    """What is left of a question without the words that ask for a number: the name of a place, where one was asked
    for. Words that ask are kept where nothing else was typed."""
    return [word for word in words if word not in STOP_WORDS and word not in ASKING]
