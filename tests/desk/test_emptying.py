"""What stands on the desk is ended from there, by its links and the buttons of its screens, until it is empty."""

import pytest
from lxml import html

from lscb_site.operations.heartbeats import beat
from lscb_site.operations.models import Heartbeat
from tests.desk.needing import CASES

DESK = "/admin/"
# What ends each: the button, and what is answered.
ENDED_BY = {
    "broken-links": ("_save", {"accepted_reason": "The other site says so."}),
    "sentences": ("_save", {"set_aside_because": "The words stand on the poster."}),
    "submitted": ("_publish", {}),
    "past-their-day": ("_checked", {}),
}


@pytest.mark.django_db
def test_the_desk_is_emptied_by_its_own_acts(editor, publisher_client):
    for process in Heartbeat.Process:
        beat(process)
    for code in ENDED_BY:
        CASES[code](editor)
    while waiting := needs(publisher_client):
        need = waiting[0]
        button, answers = ENDED_BY[need.get("id")]
        here = need.xpath(f".//button[@name='{button}']")
        press(publisher_client, DESK if here else need.xpath(".//li/a/@href")[0], button, answers)
        assert need.get("id") not in {each.get("id") for each in needs(publisher_client)}
    assert "All is well" in desk(publisher_client).text_content()


def desk(client):
    return html.fromstring(client.get(DESK).content)


def needs(client):
    return desk(client).xpath("//li[@class='need']")


def press(client, address, button, answers):
    """As a browser does: with all that the form says."""
    page = html.fromstring(client.get(address).content)
    form = next(form for form in page.forms if form.xpath(f".//*[@name='{button}']"))
    client.post(form.get("action") or address, dict(form.form_values()) | {button: "1"} | answers, follow=True)
