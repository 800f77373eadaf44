"""A confirmed entry of the directory, every field that is guarded, and the ways by which an editor changes one."""

from lscb_contacts.confirming.values import entry_of, lines_as_text
from lscb_contacts.models import ContactPoint
from lscb_site.web.addresses import admin_address
from tests.editing.browser_form import untouched
from tests.factories import ContactPointFactory, OpeningHoursFactory
from tests.lscb_contacts.test_exchange import as_csv, confirm, dry_run, wrong

NEW_LINES = "1-5 08:00:00-18:00:00 unknown"
# Every field that is guarded, and what it becomes.
NEW = {
    "purpose": "out_of_hours",
    "name": "Night desk",
    "phone": "020 7946 0999",
    "phone_note": "option 2",
    "email": "new@example.gov.uk",
    "web": "https://new.example.gov.uk/",
    "hours_note": "Closed in August",
    "note": "Ask for the duty worker.",
}
AS_PROPOSED = NEW | {"phone": "+442079460999"}


def point_of(authority, **facts):
    """A confirmed entry with a line of hours."""
    point = ContactPointFactory(authority=authority, email="mash@example.gov.uk", web="https://mash.gov.uk/", **facts)
    OpeningHoursFactory(contact_point=point)
    ContactPoint.objects.filter(pk=point.pk).update(confirmed_on="2026-11-01", confirmed_by="MASH manager")
    return ContactPoint.objects.get(pk=point.pk)


def as_it_stands(point):
    """What readers see of it, and whether as confirmed."""
    stored = ContactPoint.objects.get(pk=point.pk)
    return entry_of(stored), lines_as_text(stored.opening_hours.all()), stored.confirmed_on, stored.confirmed_by


def waiting(point) -> list[dict[str, str]]:
    return [
        dict(change.values.values_list("field", "after")) for change in point.proposed_changes.waiting().order_by("pk")
    ]


def by_form(client, point, **typed):
    form = untouched(client.get(admin_address(point)), **typed)
    return client.post(admin_address(point), form, follow=True)


def by_inline(client, point, **typed):
    address = admin_address(point.authority)
    typed = {f"contact_points-0-{name}": value for name, value in typed.items()}
    return client.post(address, untouched(client.get(address), **typed), follow=True)


def by_file(client, point, **typed):
    page = dry_run(client, as_csv(["id", *typed], [point.pk, *typed.values()]))
    assert wrong(page) == []
    return confirm(client, page)
