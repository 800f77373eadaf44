import time_machine

from lscb_contacts.models import Authority, ContactPoint
from tests.factories import ContactPointFactory
from tests.lscb_contacts.views.test_postcodes import words


def test_every_authority_stands_in_the_list_with_each_number_and_what_is_known_of_it(loaded_site, client):
    said = words(client.get("/contacts/mash-list/"))
    for authority in Authority.objects.all():
        assert authority.short_name in said
    for point in ContactPoint.objects.exclude(phone=""):
        assert point.phone.as_national.replace(" ", "") in said.replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    # Once above the table, and once in its head, which stands on every sheet.
    assert said.count("None of these numbers has been confirmed yet.") == 2
    assert "Not yet confirmed" not in said


@time_machine.travel("2026-11-23T12:00:00+00:00", tick=False)
def test_only_the_rarer_standing_is_marked_and_the_list_bears_its_day(db, client):
    for _ in range(3):
        ContactPointFactory()
    point = ContactPointFactory(confirmed_on="2026-11-03", confirmed_by="MASH manager")
    ContactPointFactory(
        authority=point.authority, purpose="lado", confirmed_on="2026-10-07", confirmed_by="LADO", position=1
    )
    response = client.get("/contacts/mash-list/")
    said = words(response)
    assert said.count("Confirmed 7 Oct 2026") == 1
    assert "Not yet confirmed" not in said
    assert said.count("held on 23 November 2026") == 2
    assert "no-store" in response.headers["Cache-Control"]
