"""What a page of the directory says of itself to search engines: which authority it is about, and what is there."""

from lscb_contacts.models import Authority, Board, ContactPoint

Purpose = ContactPoint.Purpose
MOST = 155  # characters that are shown of a description

# What an authority's page may have, in the order in which it is worth naming.
HAS = {
    Purpose.OUT_OF_HOURS: "out of hours",
    Purpose.LADO: "the LADO",
    Purpose.REFERRAL_FORM: "the referral form",
    Purpose.PROFESSIONALS: "the line for professionals",
    Purpose.THRESHOLDS: "the thresholds document",
}


def described(subject: Authority | Board) -> str:
    """In at most 155 characters."""
    return of_authority(subject) if isinstance(subject, Authority) else of_board(subject)


def of_authority(authority: Authority) -> str:
    purposes = {point.purpose for point in authority.contact_points.all()}
    has_number = any(point.phone and point.purpose in point.PUBLIC for point in authority.contact_points.all())
    start = f"Who to call about a child in {authority.in_a_sentence}"
    parts = [words for key, words in HAS.items() if key in purposes]
    if has_number:
        return as_many_as_fit(f"{start}: ", ["by day", *parts])
    start += ". We know no number for reporting a worry"
    return as_many_as_fit(f"{start}; this page has ", parts) if parts else f"{start}."


def of_board(board: Board) -> str:
    names = [authority.in_a_sentence for authority in board.authorities.all()]
    kind = "The former safeguarding board" if board.kind == Board.Kind.BOARD else "The safeguarding partnership"
    if board.kind == Board.Kind.PARTNERSHIP and board.is_former:
        kind = "The former safeguarding partnership"
    return as_many_as_fit(
        f"{kind} of {joined(names)}: ", ["who to call about a child there", "what came before or after"]
    )


def as_many_as_fit(start: str, parts: list[str]) -> str:
    while len(parts) > 1 and len(f"{start}{joined(parts)}.") > MOST:
        parts = parts[:-1]
    return f"{start}{joined(parts)}."


def joined(words: list[str]) -> str:
    *most, last = words or ["London"]
    return f"{', '.join(most)} and {last}" if most else last
