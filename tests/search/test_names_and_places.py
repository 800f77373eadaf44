"""Districts, what boroughs go by, and places outside London: whom a name brings, and whom it does not."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from lxml import html

from lscb_contacts.models import Place
from lscb_site.search.outside import outside_london
from lscb_site.search.tokens import words_of
from tests.factories import AuthorityFactory, ContactPointFactory, PlaceFactory, PostFactory

pytestmark = pytest.mark.django_db

BOROUGHS = {
    "Lambeth": "LBL\nLB Lambeth",
    "Newham": "LBN",
    "Hackney": "LBH",
    "Haringey": "LBH",
    "Harrow": "LBH",
    "Havering": "LBH",
    "Islington": "",
    "Barnet": "LBB",
    "Brent": "LBB",
    "Kensington and Chelsea": "RBKC\nK&C\nKen and Chelsea\nKen & Chelsea",
    "Hammersmith and Fulham": "LBHF\nH&F",
    "Barking and Dagenham": "LBBD",
    "City of London": "the City",
    "Richmond upon Thames": "",
    "Tower Hamlets": "LBTH",
}
PLACES = {
    "Brixton": ["Lambeth"],
    "Stratford": ["Newham"],
    "Finsbury Park": ["Haringey", "Islington", "Hackney"],
    "World’s End": ["Kensington and Chelsea"],
}
WORDS = {"Bank": ["City of London"], "Childs Hill": ["Barnet"], "Church End": ["Barnet", "Brent"]}


@pytest.fixture(autouse=True)
def directory():
    made = {name: AuthorityFactory(short_name=name, other_names=others) for name, others in BOROUGHS.items()}
    for number, authority in enumerate(made.values()):
        ContactPointFactory(authority=authority, name="Front door", phone=f"020 7946 00{number:02}")
    for name, authorities in PLACES.items():
        PlaceFactory(name=name, authorities=[made[each] for each in authorities])
    for name, authorities in WORDS.items():
        PlaceFactory(name=name, authorities=[made[each] for each in authorities], only_alone=True)


def ask(client, typed):
    return html.fromstring(client.get("/search/", {"q": typed}).text).xpath("//main")[0]


def cards(page) -> list[str]:
    return [" ".join(each.text_content().split()).split(":")[0] for each in page.xpath(".//*[@class='cards']//h2")]


def test_what_stands_beside_brackets_is_no_name_alone(client, subtests):
    hillside = AuthorityFactory(short_name="Hillside")
    ContactPointFactory(authority=hillside, name="Access Team (Golden Number) and MASH", phone="020 7946 0099")
    for typed, found in [
        ("golden number", ["Hillside"]),
        ("access team and mash", ["Hillside"]),
        ("care act and mash", []),
        ("cse and mash", []),
    ]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == found


def test_an_authority_is_found_by_what_it_goes_by(client, subtests):
    for typed, card in [
        ("RBKC", "Kensington and Chelsea"),
        ("RBKC duty number", "Kensington and Chelsea"),
        ("K&C", "Kensington and Chelsea"),
        ("k and c", "Kensington and Chelsea"),
        ("Ken and Chelsea social services", "Kensington and Chelsea"),
        ("ken & chelsea", "Kensington and Chelsea"),
        ("kensington & chelsea", "Kensington and Chelsea"),
        ("H&F", "Hammersmith and Fulham"),
        ("hammersmith & fulham", "Hammersmith and Fulham"),
        ("hammersmith and fulham duty", "Hammersmith and Fulham"),
        ("LBHF", "Hammersmith and Fulham"),
        ("LBBD mash", "Barking and Dagenham"),
        ("dagenham", "Barking and Dagenham"),
        ("barking", "Barking and Dagenham"),
        ("who to ring in barking", "Barking and Dagenham"),
        ("the City", "City of London"),
        ("the city social services", "City of London"),
        ("tower hamlets council", "Tower Hamlets"),
        ("richmond", "Richmond upon Thames"),
    ]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == [card]


def test_a_name_of_many_or_an_ordinary_word_brings_no_card(client, subtests):
    for typed in ["LBH", "LBH duty", "the dog is barking all night", "inner city violence"]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == []


def test_a_district_says_where_it_lies(client, subtests):
    for typed, card in [
        ("brixton", "Brixton is in Lambeth"),
        ("brixton social services number", "Brixton is in Lambeth"),
        ("who to ring in stratford", "Stratford is in Newham"),
        ("worlds end", "World’s End is in Kensington and Chelsea"),
        ("bank", "Bank is in the City of London"),
        ("social services bank", "Bank is in the City of London"),
        ("child's hill", "Childs Hill is in Barnet"),
        ("Childs Hill", "Childs Hill is in Barnet"),
        ("church end", "Church End is in Barnet and Brent"),
        ("finsbury park", "Finsbury Park is in Hackney, Haringey and Islington"),
    ]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == [card]


def test_an_ordinary_word_in_a_longer_question_is_no_district(client, subtests):
    for typed in ["bank details on a form", "my child hill walked", "at the church end of the road a man shouts"]:
        with subtests.test(typed):
            assert cards(ask(client, typed)) == []


def test_a_district_in_one_authority_shows_its_number_as_its_own_card_does(client):
    own, place = ask(client, "lambeth"), ask(client, "brixton")
    numbers = [page.xpath(".//*[@class='cards']//a[starts-with(@href, 'tel:')]/@href") for page in (own, place)]
    assert numbers[0] == numbers[1]
    assert "tel:+44-20-7946-0000" in numbers[1]
    assert "Not yet confirmed" in place.text_content()
    assert "the postcode decides" in place.text_content()


def test_a_district_on_a_border_shows_no_number_and_asks_for_a_postcode(client):
    page = ask(client, "finsbury park social services")
    assert not page.xpath(".//*[@class='cards']//a[starts-with(@href, 'tel:')]")
    assert len(page.xpath(".//*[@class='cards']//ul/li/a")) == 3
    assert page.xpath(".//*[@class='cards']//form[contains(@class, 'finder')]")


def test_a_district_is_no_result_among_documents(client):
    PostFactory(title="A day in Brixton", live=True)
    titles = [each.text_content().strip() for each in ask(client, "brixton").xpath(".//*[@class='listing__title']")]
    assert titles == ["A day in Brixton"]


def test_a_place_has_a_name_of_its_own():
    with pytest.raises(ValidationError, match="Lambeth is found by this name already"):
        Place(name="lambeth").full_clean()
    for name in ("", "Brixton"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.create(name=name)


def test_a_place_outside_london_is_told_from_an_ordinary_word(subtests):
    for typed, place in [
        ("harlow", "Harlow"),
        ("harlow social services", "Harlow"),
        ("my neighbour in watford hits his child", "Watford"),
        ("St Alban's duty number", "St Albans"),
        ("waltham abbey", "Waltham Abbey"),
        ("reading", "Reading"),
        ("reading social services", "Reading"),
        ("reading age of a child in care", ""),
        ("the Rotherham inquiry", ""),
        ("harrow", ""),
        ("waltham forest", ""),
    ]:
        with subtests.test(typed):
            assert outside_london(tuple(words_of(typed))) == place


def test_a_place_outside_london_has_no_number_of_ours(client):
    page = ask(client, "harlow")
    assert cards(page) == []
    assert "Harlow is outside London. The council there takes the referral" in page.text_content()
    assert "Showing results for" not in page.text_content()
    assert "Harrow" not in page.text_content()
    assert "outside London" not in ask(client, "harrow").text_content()


def test_each_of_several_with_one_short_form_is_named(client, subtests):
    for typed in ["LBH", "lbh duty number"]:
        with subtests.test(typed):
            page = ask(client, typed)
            links = page.xpath(".//p[contains(., 'may mean')]/a/text()")
            assert links == ["Hackney", "Haringey", "Harrow", "Havering"]
            assert not page.xpath(".//*[@class='cards']")
            assert "Nothing found" not in page.text_content()


def test_a_district_beside_its_authority_does_not_repeat_the_number(client):
    assert cards(ask(client, "stratford newham")) == ["Newham"]
    assert cards(ask(client, "finsbury park haringey")) == [
        "Finsbury Park is in Hackney, Haringey and Islington",
        "Haringey",
    ]
