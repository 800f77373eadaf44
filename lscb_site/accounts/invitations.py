"""Invitations: how somebody gets an account, or gets back into theirs after losing what they sign in with."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lscb_site.accounts import letters
from lscb_site.accounts.models import LASTS, Invitation, Letter
from lscb_site.accounts.roles import Role, role_of
from lscb_site.accounts.sessions import end_sessions
from lscb_site.audit.acts import Act
from lscb_site.audit.recording import record


class TakenUp(Exception):
    """Somebody used the link, or took the address, at the same moment."""


def people_with(address):
    """Whoever has an e-mail address already, or signs in with it as a name."""
    return User.objects.filter(Q(email__iexact=address) | Q(username__iexact=address))


@transaction.atomic
def invite(email, role, by):
    """A new invitation, which takes the place of earlier ones to the same address."""
    now = timezone.now()
    Invitation.objects.open(now).filter(email__iexact=email, person=None).update(withdrawn_at=now)
    invitation = Invitation.objects.create(email=email, role=role, made_by=by, made_at=now, expires_at=now + LASTS)
    letters.write(Letter.Kind.INVITATION, invitation=invitation)
    record(Act.INVITED, person=by, detail=f"as {role}" if by else f"as {role}, on the server")
    return invitation


@transaction.atomic
def withdraw(invitation, by):
    """False where it was taken up or withdrawn already."""
    found = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if not found.update(withdrawn_at=timezone.now()):
        return False
    record(Act.INVITATION_WITHDRAWN, person=by, detail=f"as {invitation.role}")
    return True


@transaction.atomic
def set_up_again(person, reason, by):
    """Password and second factors of `person` work no more from now on, nor do their sessions; a link lets them choose
    new ones. It is no use to whoever found the password."""
    now = timezone.now()
    Authenticator.objects.filter(user=person).delete()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_sessions(person)
    Invitation.objects.open(now).filter(person=person).update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        email=person.email,
        role=role_of(person) or Role.EDITOR,
        person=person,
        made_by=by,
        made_at=now,
        expires_at=now + LASTS,
    )
    letters.write(Letter.Kind.SET_UP_AGAIN, person=person, invitation=invitation, detail=reason)
    record(Act.SECOND_FACTOR_RESET, person=by, about=person, detail=reason)
    letters.write(Letter.Kind.FACTOR_RESET, person=by, detail=person.get_full_name() or person.get_username())
    return invitation


def newcomer(invitation):
    """Whose account is set up: their own, or a new one that signs in with its e-mail address."""
    if invitation.person_id:
        return invitation.person
    return User(username=invitation.email.lower(), email=invitation.email)


@transaction.atomic
def take_up(invitation, person, password):
    """Use the link, once. Raises `TakenUp`."""
    mine = Invitation.objects.open().filter(pk=invitation.pk)
    if not mine.update(used_at=timezone.now()):
        raise TakenUp
    if not person.pk and people_with(invitation.email).exists():
        raise TakenUp
    person.set_password(password)
    person.save()
    if not invitation.person_id:
        person.groups.set([Group.objects.get(name=invitation.role)])
        person.refresh_from_db()  # `is_staff` follows the role
    record(Act.JOINED, person=person, detail=f"as {invitation.role}")
    return person
