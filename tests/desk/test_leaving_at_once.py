"""Two Administrators who close each other's account at one moment: one of them stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection
from lxml import html

from lscb_site.accounts import standing
from lscb_site.accounts.standing import open_administrators
from lscb_site.desk import leaving_admin
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.factories import AdministratorFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_who_close_each_other_stays(monkeypatch):
    both_have_asked = Barrier(2, timeout=1.5)

    def asked_at_one_moment(person, by):
        reason = standing.why_not_closed(person, by)
        with suppress(BrokenBarrierError):
            both_have_asked.wait()
        return reason

    def close(by, person):
        client = signed_in(by)
        address = admin_address(person, "close")
        (form,) = html.fromstring(client.get(address).text).xpath("//div[@id='content-main']//form")
        pressed.append((client, address, dict(form.form_values())))

    def press(client, address, values):
        try:
            return client.post(address, values).status_code
        finally:
            connection.close()

    pressed = []
    one, other = AdministratorFactory(), AdministratorFactory()
    close(one, other)
    close(other, one)
    monkeypatch.setattr(leaving_admin, "why_not_closed", asked_at_one_moment)
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda each: press(*each), pressed))
    assert open_administrators().count() == 1
    assert all(answer < 500 for answer in answers)
