"""What needs somebody in the library: hidden things in files, check dates that have passed, files that fail."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from lscb_site.desk.attention.directory import day
from lscb_site.desk.attention.needs import Link, Need, Thing, need
from lscb_site.publishing.force import Force
from lscb_site.web.addresses import admin_address
from resources.admin.held_files import file_address
from resources.models import Document, Edition, EditionFile, PrivateFinding


def hidden_in_live_files(user: User) -> Need | None:
    return hidden(
        user,
        "hidden-live",
        PrivateFinding.objects.open().of_live_files(),
        (
            "A file that readers have holds what its pages do not show",
            "{count} files that readers have hold what their pages do not show",
        ),
        "It may be a child’s name under a black box. Look at it, or choose another file.",
        "live",
    )


def hidden_in_drafts(user: User) -> Need | None:
    live = PrivateFinding.objects.open().of_live_files()
    return hidden(
        user,
        "hidden-drafts",
        PrivateFinding.objects.open().exclude(file__in=live.values("file")),
        (
            "A file of a draft holds what its pages do not show",
            "{count} files of drafts hold what their pages do not show",
        ),
        "It cannot be published before a publisher has looked.",
        "open",
    )


def hidden(user: User, code: str, findings: Any, words: tuple[str, str], harm: str, waits: str) -> Need | None:
    if not user.has_perm("resources.view_privatefinding"):
        return None
    files = EditionFile.objects.filter(pk__in=findings.order_by().values("file")).select_related("edition__document")
    return need(
        code,
        files.order_by("pk"),
        lambda file: Thing(f"{file.edition}: {file}", file_address(file)),
        words,
        harm,
        Link("Look at what is hidden", f"{admin_address(PrivateFinding, 'changelist')}?waits={waits}"),
    )


def past_check(user: User) -> Need | None:
    if not user.has_perm("resources.view_document"):
        return None
    now = timezone.now()
    late = Document.objects.with_force(now).filter(Document.live_rule(now), force=Force.PAST_CHECK)
    return need(
        "past-check",
        late.order_by("stated_until", "title"),
        lambda document: Thing(str(document), admin_address(document), f"check was due {day(document.stated_until)}"),
        ("A document is past its check date", "{count} documents are past their check date"),
        "Readers are told that nobody has said since whether it is in force.",
        Link("Check these documents", f"{admin_address(Document, 'changelist')}?force={Force.PAST_CHECK.value}"),
    )


def damaged_files(user: User) -> Need | None:
    if not user.has_perm("resources.view_editionfile"):
        return None
    return need(
        "damaged-files",
        EditionFile.objects.faulty().select_related("edition__document").order_by("-fault_found_at"),
        lambda file: Thing(f"{file.edition}: {file}", admin_address(file.edition), file.get_fault_display()),
        ("A file is missing or damaged", "{count} files are missing or damaged"),
        "Readers cannot download it. Choose the file again, and tell whoever runs the site.",
        Link("See these documents", f"{admin_address(Document, 'changelist')}?files=fault"),
    )


def unread_files(user: User) -> Need | None:
    if not user.has_perm("resources.view_editionfile"):
        return None
    unread = EditionFile.objects.filter(reading=EditionFile.Reading.FAILED, edition__in=Edition.objects.live())
    return need(
        "unread-files",
        unread.select_related("edition__document").order_by("pk"),
        lambda file: Thing(f"{file.edition}: {file}", admin_address(file.edition)),
        ("A file could not be read", "{count} files could not be read"),
        "It is not found by its words, and has no text for those who cannot open it.",
        Link("See these documents", f"{admin_address(Document, 'changelist')}?files=problem"),
    )
