"""Each entry as a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from lscb_site.audit.acts import Act
from lscb_site.audit.models import Entry
from lscb_site.audit.things import Titles, in_words, titles_of
from lscb_site.editing.people import name_of

# What somebody did by themselves, and what they did to somebody else where that is another sentence.
WORDS: dict[str, tuple[str, str]] = {
    Act.SIGNED_IN: ("{who} signed in", ""),
    Act.SIGN_IN_FAILED: (
        "Somebody tried to sign in with a name that nobody has",
        "Somebody tried to sign in as {about} and failed",
    ),
    Act.SIGNED_OUT: ("{who} signed out", ""),
    Act.PASSWORD_CHANGED: ("{who} changed their password", "{who} set a new password for {about}"),
    Act.PASSWORD_RESET: ("{who} forgot their password and chose a new one", ""),
    Act.SECOND_FACTOR_ADDED: ("{who} added a second factor", ""),
    Act.SECOND_FACTOR_REMOVED: ("{who} removed a second factor", "{who} removed a second factor of {about}"),
    Act.SECOND_FACTOR_RESET: ("{who} reset their second factor", "{who} reset the second factor of {about}"),
    Act.RECOVERY_CODES_MADE: ("{who} made new recovery codes", ""),
    Act.RECOVERY_CODE_USED: ("{who} used a recovery code", ""),
    Act.SESSIONS_ENDED: ("{who} ended their other sessions", "{who} ended the sessions of {about}"),
    Act.INVITED: ("{who} invited somebody", "{who} invited {about}"),
    Act.INVITATION_WITHDRAWN: ("{who} withdrew an invitation", "{who} withdrew the invitation of {about}"),
    Act.JOINED: ("{who} joined by an invitation", ""),
    Act.ROLE_GIVEN: ("{who} changed a role", "{who} {given}"),
    Act.ACCOUNT_CLOSED: ("{who} closed their account", "{who} closed the account of {about}"),
    Act.ACCOUNT_REOPENED: ("{who} opened an account again", "{who} opened the account of {about} again"),
    Act.PUBLISHED: ("{who} published {thing}", "{who} published {thing}, as {about} had planned"),
    Act.RETURNED_TO_DRAFT: ("{who} returned {thing} to draft", ""),
    Act.WITHDRAWN: ("{who} withdrew {thing}", "{who} withdrew {thing}, as {about} had planned"),
    Act.FORCE_STATED: ("{who} said that {thing} is in force", ""),
    Act.FORCE_ENDED: ("{who} took back that {thing} is in force", ""),
    Act.ERASED: ("{who} erased a file", ""),
    Act.CONFIRMED: ("{who} confirmed what is shown of {thing}", ""),
    Act.CORRECTED: ("{who} sent corrections of {thing}", ""),
    Act.CHANGE_ACCEPTED: ("{who} accepted a change to {thing}", ""),
    Act.CHANGE_DECLINED: ("{who} declined a change to {thing}", ""),
    Act.IMPORTED: ("{who} imported a spreadsheet into the list of {thing}", ""),
    Act.SETTINGS_CHANGED: ("{who} changed the settings {thing}", ""),
    Act.RESTORED: ("{who} restored the site from a backup", ""),
}
UNKNOWN = ("{who} did what this site no longer has a word for", "")
# Who it was where nobody was signed in. A council answers by the link in its letter; a command is typed at the server.
NOT_SIGNED_IN: dict[str, str] = {
    Act.CONFIRMED: "A council",
    Act.CORRECTED: "A council",
    Act.RESTORED: "Whoever runs the server",
}
BY_ITSELF = {
    Act.PUBLISHED,
    Act.RETURNED_TO_DRAFT,
    Act.WITHDRAWN,
    Act.FORCE_STATED,
    Act.FORCE_ENDED,
    Act.ERASED,
    Act.IMPORTED,
    Act.SETTINGS_CHANGED,
    Act.SESSIONS_ENDED,
    Act.ROLE_GIVEN,
    Act.ACCOUNT_CLOSED,
    Act.ACCOUNT_REOPENED,
}
PLANNED = {Act.PUBLISHED, Act.WITHDRAWN}  # about somebody, the clock did it in their name


@dataclass(frozen=True)
class Sentence:
    """In three parts, so that a screen can make the thing a link."""

    entry: Entry
    before: str
    thing: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.thing}{self.after}"

    @property
    def thing_asked_for(self) -> str:
        """As the list's address names the thing; empty where the sentence names none."""
        is_one = self.thing and self.entry.thing_pk is not None
        return f"{self.entry.thing_model}:{self.entry.thing_pk}" if is_one else ""


def sentences(entries: Iterable[Entry]) -> list[Sentence]:
    """One query for each kind of thing among them. The entries come with their people."""
    entries = list(entries)
    titles = titles_of(entries)
    return [sentence(entry, titles) for entry in entries]


def sentence(entry: Entry, titles: Titles) -> Sentence:
    alone, to_somebody = WORDS.get(entry.act, UNKNOWN)
    is_of_another = entry.about is not None and entry.about_id != entry.person_id
    words = (to_somebody if is_of_another else "") or alone
    before, names_thing, after = words.partition("{thing}")
    thing = ""
    if names_thing:
        are_settings = entry.act == Act.SETTINGS_CHANGED  # their titles say what they are
        thing = in_words(entry.thing_model, entry.thing_pk, titles, by_title_alone=are_settings)
    detail = f" ({entry.detail})" if entry.detail and "{given}" not in words else ""
    facts = {
        "who": who(entry),
        "about": name_of(entry.about) if entry.about else "",
        "given": given(entry) if "{given}" in words else "",
    }
    return Sentence(entry, before.format(**facts), thing, f"{after.format(**facts)}{detail}.")


def who(entry: Entry) -> str:
    if entry.person:
        return name_of(entry.person)
    if entry.about and entry.act in PLANNED:
        return "The clock"
    if entry.act in BY_ITSELF:
        return "The site itself"
    return NOT_SIGNED_IN.get(entry.act, "Somebody who was not signed in")


def given(entry: Entry) -> str:
    """What was done to the role of another person."""
    name, role = name_of(entry.about), entry.detail
    if not role:
        return f"took the role of {name} away"
    return f"made {name} {'an' if role[0] in 'AEIOU' else 'a'} {role}"
