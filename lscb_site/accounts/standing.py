"""What somebody may do here and whether they may come in at all: every change of it is made by these functions."""

from django.contrib.auth.models import Group, User
from django.db.models import Q, QuerySet
from django.utils import timezone

from lscb_site.accounts.models import Invitation
from lscb_site.accounts.roles import Role
from lscb_site.accounts.sessions import end_sessions
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record

NOBODY_LEFT = "Nobody else could look after people then. Make somebody an Administrator first."


def give_role(person: User, role: Group | None, by: User) -> None:
    """Whoever gets another role signs in again: what their sessions were opened for is not what they may do now."""
    person.groups.set([role] if role else [])
    record(Act.ROLE_GIVEN, person=by, about=person, detail=role.name if role else "")
    if person != by:
        end_sessions(person)


def close_account(person: User, by: User) -> None:
    """Nobody signs in with it any more or is signed in with it. Links that would open it, or that they sent, end.

    It is kept, with its name: the record must go on saying who did what. Whoever calls this has asked `why_not_closed`
    in the same transaction.
    """
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sessions(person)
    Invitation.objects.open().filter(Q(person=person) | Q(made_by=person)).update(withdrawn_at=timezone.now())
    record(Act.ACCOUNT_CLOSED, person=by, about=person)


def open_account(person: User, by: User) -> None:
    """With the role that it had."""
    person.is_active = True
    person.save(update_fields=["is_active"])
    record(Act.ACCOUNT_REOPENED, person=by, about=person)


def why_not_closed(person: User, by: User) -> str:
    """The reason against it, for a screen; empty where there is none."""
    if person == by:
        return "You cannot close your own account. Ask another Administrator."
    return NOBODY_LEFT if is_last_in_charge(person) else ""


def is_last_in_charge(person: User) -> bool:
    """Of the Administrators who can sign in."""
    return list(open_administrators().values_list("pk", flat=True)) == [person.pk]


def hold_administrators() -> None:
    """Until the transaction ends, nobody else changes who they are: two of them who close each other's account at one
    moment would leave none. Called before any other person's row is locked."""
    list(open_administrators().select_for_update(of=("self",), no_key=True).order_by("pk"))


def open_administrators() -> QuerySet[User]:
    return User.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR)
