"""Redirects that an administrator writes by hand."""

import pytest
from django.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db

ADD = "/admin/redirects/redirect/add/"


@pytest.mark.parametrize("old", ["old/", "//host/old/", "https://host/old/"])
def test_an_old_address_is_one_of_this_site(administrator_client, old):
    answer = administrator_client.post(ADD, {"site": 1, "old_path": old, "new_path": "/new/"})
    assert answer.context["adminform"].form.errors.keys() == {"old_path"}


@pytest.mark.parametrize("new", ["http://[half", "//[half", "javascript:alert(1)", "new/", "/old/", "/on/"])
def test_the_new_one_leads_somewhere_and_not_in_a_circle(administrator_client, new):
    Redirect.objects.create(site_id=1, old_path="/on/", new_path="/old/")
    answer = administrator_client.post(ADD, {"site": 1, "old_path": "/old/", "new_path": new})
    assert answer.context["adminform"].form.errors.keys() == {"new_path"}


def test_one_without_a_new_address_has_gone(administrator_client):
    answer = administrator_client.post(ADD, {"site": 1, "old_path": "/old/", "new_path": ""})
    assert answer.status_code == 302


def test_one_that_was_written_before_leads_nowhere_instead_of_failing(client):
    for number, new in enumerate(["http://[half", "javascript:alert(1)"]):
        Redirect.objects.create(site_id=1, old_path=f"/old{number}/", new_path=new)
        assert client.get(f"/old{number}/").status_code == 404
