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
    assert said.count("Not yet confirmed") == ContactPoint.objects.exclude(phone="").count()


@time_machine.travel("2026-11-23T12:00:00+00:00", tick=False)
def test_each_number_bears_its_confirmation_and_the_list_its_day(db, client):
    point = ContactPointFactory(confirmed_on="2026-11-03", confirmed_by="MASH manager")
    ContactPointFactory(
        authority=point.authority, purpose="lado", confirmed_on="2025-01-07", confirmed_by="LADO", position=1
    )
    response = client.get("/contacts/mash-list/")
    said = words(response)
    assert "Confirmed 3 Nov 2026" in said
    assert "Last confirmed 7 Jan 2025: check it" in said
    assert said.count("held on 23 November 2026") == 2
    assert "no-store" in response.headers["Cache-Control"]
