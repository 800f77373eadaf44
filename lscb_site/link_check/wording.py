"""What is said of a link, in sentences for whoever put it there."""

from lscb_site.link_check.models import CheckedLink, LinkState

ELSEWHERE = {
    LinkState.NOT_TRIED: "Nobody has looked yet.",
    LinkState.WORKS: "It works.",
    LinkState.MOVED: "The page has moved for good. Lead the link to its new address.",
    LinkState.REFUSES: "The site answers people alone, or asks them to sign in. Try it yourself.",
    LinkState.NOT_LOOKED_AT: "It is no plain web address, so it cannot be looked at from here. Try it yourself.",
    LinkState.GONE: "The other site says that nothing is there any more.",
    LinkState.NO_ANSWER: "The other site does not answer, or answers with an error.",
    LinkState.CERTIFICATE: "Browsers warn readers of it: the other site’s certificate is wrong or out of date.",
    LinkState.PRIVATE: "It leads into a private network, which readers cannot reach.",
}
HERE = {
    LinkState.NOT_TRIED: "Nobody has looked yet.",
    LinkState.WORKS: "It works.",
    LinkState.GONE: "Nothing on this site has that address.",
    LinkState.NOT_PUBLIC: "Only staff can open it: it is a draft, or a part of the admin.",
    LinkState.SCHEDULED: "It is not live yet.",
    LinkState.WITHDRAWN: "It was withdrawn. Readers are told so, and do not get what the link promises.",
    LinkState.NO_SUCH_PART: "The page is there, but not the part of it to which the link leads.",
    LinkState.SUPERSEDED: "It leads to an edition that a newer one followed.",
}


def sentence(link: CheckedLink) -> str:
    return (HERE if link.is_own else ELSEWHERE)[LinkState(link.state)]
