"""Telephone numbers as people type, paste and import them: read with the digits that were typed, or refused."""

import pytest
from django.contrib.admin.sites import site
from lxml import html

from lscb_contacts.models import ContactPoint, Helpline, ProposedChange
from lscb_site.content.loading.directory import load_helplines
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.reading import ContentProblem
from lscb_site.text.characters import clean_text
from tests.factories import ConfirmationContactFactory, ConfirmationRequestFactory, ContactPointFactory, HelplineFactory
from tests.lscb_contacts.test_confirming_pages import ROLE, address, filled_in
from tests.lscb_contacts.test_exchange import (
    HEADER,
    POINTS,
    XLSX,
    as_csv,
    as_xlsx,
    confirm,
    dry_run,
    exported,
    proposed,
    row,
    wrong,
)

pytestmark = pytest.mark.django_db

LONDON = "+442079460000"
NBSP = "\N{NO-BREAK SPACE}"
# What was typed, and what is stored.
READ = [
    ("020 7946 0000", LONDON),
    ("(020) 7946 0000", LONDON),
    ("[0207] 946-0000", LONDON),
    ("020.7946.0000", LONDON),
    ("020\N{EN DASH}7946\N{EM DASH}0000", LONDON),
    ("020\N{NO-BREAK SPACE}7946\N{ZERO WIDTH SPACE}0000\N{POP DIRECTIONAL FORMATTING}", LONDON),
    ("０２０　７９４６　００００", LONDON),
    ("٠٢٠ ٧٩٤٦ ٠٠٠٠", LONDON),
    ("tel:+44-20-7946-0000", LONDON),
    ("Tel: 020 7946 0000", LONDON),
    ("Telephone no. 020 7946 0000", LONDON),
    ("“020 7946 0000”.", LONDON),
    ("'020 7946 0000", LONDON),
    ("+44 (0)20 7946 0000", LONDON),
    ("(+44) 20 7946 0000", LONDON),
    ("0044 20 7946 0000", LONDON),
    ("00 44 (0) 20 7946 0000", LONDON),
    ("2079460000", LONDON),  # a spreadsheet has eaten the 0
    ("442079460000", LONDON),  # and the plus sign
    ("0800 1111", "+448001111"),
    ("0808 800 5000", "+448088005000"),  # 00 and 44 inside it are no prefix
    ("020 8044 2079", "+442080442079"),
    ("+33 1 42 34 56 78", "+33142345678"),
    ("0033 (0)1 42 34 56 78", "+33142345678"),
    ("+39 06 6982", "+39066982"),
    ("+49 4421 9876543", "+4944219876543"),  # its 44 is no country's code
    ("999", "999"),
    ("112", "112"),
    ("1 0 1", "101"),
    ("105", "105"),
    ("111", "111"),
    ("119", "119"),
    ("159", "159"),
    ("18000", "18000"),
    ("116 000", "116000"),
    ("116-006", "116006"),
    ("116111", "116111"),
    (f"116{NBSP}117", "116117"),
    ("Tel. 116 123", "116123"),
]
# What was typed, and what the sentence beside the field says.
REFUSED = [
    ("020 7946 OOOO", "letters"),
    ("O20 7946 0000", "letters"),
    ("020 7946 l234", "letters"),
    ("MASH", "letters"),
    ("0800 MASH", "letters"),
    ("116 OOO", "letters"),
    ("2.07946E+09", "letters"),
    ("020 7946 0000 x123", "After the number stands “x123”"),
    ("020 7946 0000 ext. 4", "After the number stands “ext. 4”"),
    ("020 7946 0000 #4", "After the number stands “#4”"),
    ("tel:+442079460000;ext=4", "After the number stands “;ext=4”"),
    ("020 7946 0000 (24 hours)", "After the number stands “(24 hours)”"),
    ("020 7946 0000 option 2", "After the number stands “option 2”"),
    ("020 7946 0000,,2", "After the number stands “,,2”"),
    ("020 7946 0000/1", "After the number stands “/1”"),
    ("999 or 112", "After the number stands “or 112”"),
    ("020 7946 0000 or 020 7946 0001", "more than one number"),
    ("020 7946 0000/020 7946 0001", "more than one number"),
    ("020 7946 0000, 020 7946 0001", "more than one number"),
    ("020 7946 0000 020 7946 0001", "more than one number"),
    ("*67 020 7946 0000", "The sign “*” is no part"),
    ("020+7946 0000", "A + can only stand in front"),
    ("++44 20 7946 0000", "A + can only stand in front"),
    ("020 7946 00001", "too long"),
    ("020 7946 000", "too short"),
    ("7946 0000", "lacks its area code"),
    ("8001111", "its first 0"),
    ("118 500", "lacks its area code"),
    ("+44 116 000", "too short"),
    ("+33 01 42 34 56 78", "Do you mean +33 1 42 34 56 78?"),
    ("+999 20 7946 0000", "No country has this code"),
    ("?", "not a telephone number"),
]


LINE = {"name": "A line", "slug": "a-line", "position": "3"}


def add(client, typed):
    return client.post("/admin/lscb_contacts/helpline/add/", LINE | {"phone": typed})


def column() -> str:
    """What the table holds, whatever the field makes of it."""
    return str(Helpline.objects.get().phone.as_e164)


@pytest.fixture
def form(administrator, rf):
    """The admin's own, without the page around it: that takes most of the time."""
    request = rf.get("/")
    request.user = administrator
    made = site.get_model_admin(Helpline).get_form(request)
    return lambda typed=None, **kwargs: made(typed and LINE | {"phone": clean_text(typed)}, **kwargs)


def shown_in(text) -> str:
    (field,) = html.fromstring(text).xpath("//input[@name='phone']")
    return field.get("value")


@pytest.mark.parametrize(("typed", "stored"), READ)
def test_a_number_is_stored_with_the_digits_that_were_typed(form, typed, stored):
    line = form(typed).save()
    assert column() == stored
    assert Helpline.objects.filter(phone=stored).exists()
    line.refresh_from_db()
    shown = shown_in(f"<form>{form(instance=line)['phone']}</form>")
    assert form(shown, instance=line).save().phone == stored, "What the form shows is read back as the same number"
    assert column() == stored


@pytest.mark.parametrize(("typed", "says"), REFUSED)
def test_what_a_number_cannot_hold_is_refused_beside_the_field(form, typed, says):
    filled = form(typed)
    ((name, (error,)),) = filled.errors.items()
    assert name == "phone"
    assert says in error
    assert shown_in(f"<form>{filled['phone']}</form>") == typed


@pytest.mark.parametrize(("typed", "stored"), READ[5::12])
def test_on_the_screen_a_number_is_stored_and_comes_back(administrator_client, typed, stored):
    answer = add(administrator_client, typed)
    assert answer.status_code == 302, wrong(answer)
    assert column() == stored
    again = f"/admin/lscb_contacts/helpline/{Helpline.objects.get().pk}/change/"
    shown = shown_in(administrator_client.get(again).text)
    Helpline.objects.all().delete()
    add(administrator_client, shown)
    assert column() == stored


@pytest.mark.parametrize(("typed", "says"), REFUSED[::10])
def test_on_the_screen_a_refusal_stands_beside_what_was_typed(administrator_client, typed, says):
    answer = add(administrator_client, typed)
    assert not Helpline.objects.exists()
    (error,) = wrong(answer)
    assert says in error
    assert shown_in(answer.text) == typed


WAYS_IN = [("020 7946 OOOO", "letters"), ("020 7946 0999 ext 2", "After the number"), ("020 7946 00001", "too long")]
NEW = [("020\N{EN DASH}7946 0999", "+442079460999"), ("116 123", "116123"), ("+33 1 42 34 56 78", "+33142345678")]


@pytest.mark.parametrize(("typed", "says"), WAYS_IN)
def test_an_import_refuses_the_same(editor_client, typed, says):
    point = ContactPointFactory(authority__slug="brent", name="MASH", email="mash@example.gov.uk")
    page = dry_run(editor_client, as_csv(HEADER, row(point, phone=typed)))
    assert says in html.fromstring(page.text).text_content()
    assert "process_import" not in page.text


@pytest.mark.parametrize(("typed", "stored"), [*NEW, (2079460999, "+442079460999"), (116123, "116123")])
def test_an_import_reads_the_same_and_its_export_comes_back_unchanged(editor_client, typed, stored):
    point = ContactPointFactory(authority__slug="brent", name="MASH", email="mash@example.gov.uk")
    confirm(editor_client, dry_run(editor_client, as_xlsx(HEADER, row(point, phone=typed)), XLSX))
    assert proposed() == {"phone": stored}
    ContactPoint.objects.update(phone=stored)
    ProposedChange.objects.all().delete()
    confirm(editor_client, dry_run(editor_client, exported(editor_client, POINTS).content))
    assert not ProposedChange.objects.exists()


@pytest.fixture
def asked():
    contact = ConfirmationContactFactory()
    ContactPointFactory(authority=contact.authority, name="MASH", email="mash@example.gov.uk")
    return ConfirmationRequestFactory(authority=contact.authority)


@pytest.mark.parametrize(("typed", "says"), WAYS_IN)
def test_a_correction_of_a_borough_is_refused_with_what_was_typed(client, asked, typed, says):
    sent = filled_in(client, asked) | ROLE | {"form-0-phone": typed}
    answer = client.post(address(asked, "changes/"), sent)
    assert not ProposedChange.objects.exists()
    page = html.fromstring(answer.text)
    assert says in page.text_content()
    assert page.xpath("//input[@name='form-0-phone']/@value") == [typed]


@pytest.mark.parametrize(("typed", "stored"), NEW)
def test_a_correction_of_a_borough_is_proposed_as_it_was_typed(client, asked, typed, stored):
    client.post(address(asked, "changes/"), filled_in(client, asked) | ROLE | {"form-0-phone": typed})
    assert proposed()["phone"] == stored


def test_starting_content_is_refused_too(tmp_path):
    table = "slug,name,phone,description,position\na-line,A line,0800 MASH,For all,1\n"
    (tmp_path / "helplines.csv").write_text(table)
    with pytest.raises(ContentProblem, match=r"phone.*letters"):
        load_helplines(tmp_path, Ledger())


# What goes out -------------------------------------------------------------------------------------------------------

OUT = [
    ("999", "999", "tel:999", "999"),
    ("116000", f"116{NBSP}000", "tel:116000", "116000"),
    ("18000", "18000", "tel:18000", "18000"),
    ("+33142345678", f"+33{NBSP}1{NBSP}42{NBSP}34{NBSP}56{NBSP}78", "tel:+33-1-42-34-56-78", "+33142345678"),
    (LONDON, f"020{NBSP}7946{NBSP}0000", "tel:+44-20-7946-0000", LONDON),
]


@pytest.mark.parametrize(("stored", "shown", "link", "machine"), OUT)
def test_a_number_leaves_as_it_is_dialled(client, asked, stored, shown, link, machine):
    HelplineFactory(name="A line", slug="a-line", phone=stored)
    point = ContactPointFactory(phone=stored, name="Front door", confirmed_by="MASH manager", confirmed_on="2026-11-01")
    slug = point.authority.slug
    page = client.get(point.authority.get_absolute_url()).text
    assert f'<a href="{link}">{shown}</a>' in page
    assert f'"telephone": "{machine}"' in page
    assert f'href="{link}"' in client.get("/search/", {"q": "a line"}).text
    listed = client.get("/contacts/contacts.json").json()
    (phone,) = [
        phone
        for each in listed["organizations"]
        if each["id"] == point.authority.gss_code
        for service in each["services"]
        for phone in service["phones"]
    ]
    assert (phone["number"], phone["number_national"]) == (machine, shown.replace(NBSP, " "))
    assert f"TEL;TYPE=WORK,VOICE:{machine}\r\n" in client.get(f"/contacts/{slug}.vcf").content.decode()
