"""Who could look after people if somebody left, and what nobody finishes because somebody has."""

from django.contrib.auth.models import User

from lscb_site.accounts.standing import open_administrators
from lscb_site.desk.attention.needs import SHOWN, Link, Need, Thing
from lscb_site.desk.unfinished import Draft, closed_accounts, drafts_of, handed_to
from lscb_site.editing.people import name_of
from lscb_site.publishing.submissions import kind_of
from lscb_site.web.addresses import admin_address

ENOUGH = 2  # Administrators


def second_administrator(user: User) -> Need | None:
    """To who can invite one."""
    if not user.has_perm("auth.add_user"):
        return None
    found = list(open_administrators().order_by("pk")[:ENOUGH])
    if len(found) >= ENOUGH:
        return None
    return Need(
        "second-administrator",
        "Only one person is an Administrator" if found else "Nobody is an Administrator",
        "If they lose their device or leave, nobody can let a colleague in or close an account.",
        1,
        tuple(Thing(name_of(person), admin_address(person), "the only Administrator") for person in found),
        Link("Invite a second Administrator" if found else "Invite an Administrator", admin_address(User, "add")),
    )


def handed_over(user: User) -> Need | None:
    """To who was given it, until they have written on it."""
    return need_of(
        "handed-over",
        handed_to(user),
        ("A draft was handed over to you", "{count} drafts were handed over to you"),
        "Whoever began it has left. Finish it or throw it away.",
        "Open the first",
    )


def unfinished(user: User) -> Need | None:
    """What somebody who has left had begun: to everybody who may write such things."""
    return need_of(
        "unfinished",
        [draft for draft in drafts_of(closed_accounts()) if user.has_perm(kind_of(type(draft.item)).to_write)],
        ("A draft was begun by somebody who has left", "{count} drafts were begun by people who have left"),
        "Nobody finishes it. Write on it and it is yours, or throw it away.",
        "Open the first",
    )


def need_of(code: str, drafts: list[Draft], words: tuple[str, str], harm: str, act: str) -> Need | None:
    if not drafts:
        return None
    one, many = words
    said = one if len(drafts) == 1 else many.format(count=len(drafts))
    things = tuple(Thing(draft.title, draft.address, draft.kind) for draft in drafts[:SHOWN])
    return Need(code, said, harm, len(drafts), things, Link(act, things[0].address))
