"""Places in the admin and among what the site brings along."""

import csv

import pytest
from django.urls import reverse

from lscb_contacts.models import Authority, Place
from lscb_site.content.loading.directory import load_authorities, load_other_names
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.sequence import CONTENT
from lscb_site.search.destinations import everything_shown
from tests.factories import AuthorityFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def test_a_publisher_adds_a_place(publisher_client):
    authority = AuthorityFactory(short_name="Lambeth")
    data = {"name": "Brixton", "authorities": [authority.pk]}
    assert publisher_client.post(reverse("admin:lscb_contacts_place_add"), data).status_code == 302
    assert list(Place.objects.get().authorities.all()) == [authority]
    assert "Lambeth" in publisher_client.get(reverse("admin:lscb_contacts_place_changelist")).text


def test_no_reader_is_led_on_to_a_place():
    PlaceFactory(name="Brixton")
    AuthorityFactory(short_name="Lambeth")
    assert [each.title for each in everything_shown()] == ["Lambeth"]


def test_names_are_brought_to_a_site_loaded_before_and_an_editors_stay():
    load_authorities(CONTENT, Ledger())
    Authority.objects.filter(slug="tower-hamlets").update(other_names="The Tower")
    load_other_names(CONTENT, Ledger())
    assert "RBKC" in Authority.objects.get(slug="kensington-and-chelsea").other_names.splitlines()
    assert Authority.objects.get(slug="tower-hamlets").other_names == "The Tower"


def test_places_on_a_border_name_each_authority():
    with (CONTENT / "places.csv").open(encoding="utf-8") as table:
        places = {row["name"]: set(row["authorities"].split(";")) for row in csv.DictReader(table)}
    assert places["Crystal Palace"] == {"bromley", "croydon", "lambeth", "lewisham", "southwark"}
    assert places["Kilburn"] == {"brent", "camden", "westminster"}
    assert places["Highgate"] == {"camden", "haringey", "islington"}
    assert places["Church End"] == {"barnet", "brent"}
    assert places["Brixton"] == {"lambeth"}
