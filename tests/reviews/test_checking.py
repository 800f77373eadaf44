"""“Checked, still right”: one press, by who may, about what was looked at."""

from datetime import date

import pytest
from cms.models import PageContent
from django.contrib.admin.models import LogEntry

from lscb_site.pages.writing import write_page
from lscb_site.reviews.models import Review
from lscb_site.reviews.things import thing_of
from lscb_site.web.addresses import admin_address
from tests.conftest import signed_in
from tests.factories import (
    AuthorityFactory,
    CollectionFactory,
    EditorFactory,
    LiveDocumentFactory,
)
from tests.reviews.reviewing import a_board, in_days, looked_after, press

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-11-27 09:00 +0000", tick=True)  # a change is told by the moment at which it was made


def a_page(admin_user):
    return write_page(reverse_id="about", title="About", slug="about", created_by=admin_user)


THINGS = {
    "board": (lambda user: a_board(), date(2027, 5, 27)),
    "report": (lambda user: LiveDocumentFactory(kind="report"), None),
    "collection": (lambda user: CollectionFactory(live=True), date(2027, 11, 27)),
    "page": (a_page, date(2027, 11, 27)),
}


@pytest.mark.parametrize("case", THINGS)
def test_one_press_moves_the_day_on_and_stands_in_the_history(
    case, publisher, publisher_client, editor_client, admin_user
):
    make, next_check = THINGS[case]
    item = make(admin_user)
    assert press(publisher_client, item).status_code == 302
    review = Review.objects.of(item).get()
    assert (review.checked_on, review.checked_by, review.next_check) == (TODAY, publisher, next_check)
    assert LogEntry.objects.get(object_id=str(item.pk)).get_change_message().startswith("Checked, still right.")
    for client in (publisher_client, editor_client):
        assert "Last checked 27 November 2026" in client.get(thing_of(item).address).text


def test_its_own_number_of_months_counts(publisher_client):
    board = a_board()
    looked_after(board, months=3)
    press(publisher_client, board)
    assert Review.objects.get().next_check == date(2027, 2, 27)


def test_to_open_it_changes_nothing(publisher_client):
    publisher_client.get(thing_of(a_board()).address)
    assert not Review.objects.exists()


def test_a_letter_leads_through_signing_in(client):
    address = thing_of(a_board()).address
    answer = client.get(address)
    assert answer.headers["Location"] == f"/admin/login/?next={address}"
    client.post(address, {"_checked": "1"})
    assert not Review.objects.exists()


def test_what_was_deleted_meanwhile_is_not_there(publisher_client, monkeypatch, admin_user):
    page = a_page(admin_user)
    address = thing_of(page).address
    PageContent.admin_manager.filter(page=page).delete()
    assert publisher_client.get(address).status_code == 404
    board = a_board()
    monkeypatch.setattr("lscb_site.reviews.on_forms.locked", lambda thing: board.delete() and thing_of(board))
    assert publisher_client.post(thing_of(board).address, {"seen": "", "_checked": "1"}).status_code == 404


@pytest.mark.parametrize(("role", "may"), [("owner", True), ("deputy", True), (None, False)])
def test_an_editor_says_so_of_what_is_theirs(role, may, editor, editor_client):
    board = a_board()
    looked_after(board, **({role: editor} if role else {}))
    assert press(editor_client, board).status_code == (302 if may else 403)
    assert (Review.objects.get().checked_on == TODAY) is may
    assert ("Checked, still right" in editor_client.get(thing_of(board).address).text) is may


def test_what_changed_meanwhile_is_looked_at_once_more(publisher_client):
    board = a_board()
    address = thing_of(board).address
    seen = publisher_client.get(address).context["check_seen"]
    board.note = "It moved."
    board.save()
    answer = publisher_client.post(address, {"seen": seen, "_checked": "1"})
    assert "Something changed while you were choosing" in answer.text
    assert Review.objects.get().checked_on is None


def test_what_claims_force_is_checked_by_its_statement(publisher_client):
    document = LiveDocumentFactory(kind="protocol", owner="Policy officer", edition__file__to_hand=True)
    text = publisher_client.get(thing_of(document).address).text
    assert "Checked, still in force" in text
    assert press(publisher_client, document).status_code == 403
    authority = AuthorityFactory()
    assert press(publisher_client, authority).status_code == 403
    assert not Review.objects.exclude(checked_on=None).exists()


# Who looks after it --------------------------------------------------------------------------------------------------


def test_a_publisher_chooses_who_looks_after_it(editor, publisher, publisher_client):
    board = a_board()
    answer = press(publisher_client, board, "_save", owner=editor.pk, deputy=publisher.pk, months="", next_check="")
    assert answer.status_code == 302
    review = Review.objects.get()
    assert (review.owner, review.deputy, review.next_check) == (editor, publisher, date(2027, 5, 27))
    assert f"Looked after by <strong>{editor}</strong>" in publisher_client.get(admin_address(board)).text


def test_an_editor_does_not(editor, editor_client):
    board = a_board()
    looked_after(board, owner=editor)
    assert press(editor_client, board, "_save", owner="", deputy="").status_code == 403
    assert Review.objects.get().owner == editor


WRONG = [
    ({"deputy": "same"}, "The deputy is somebody else"),
    ({"next_check": "2026-11-26"}, "This day is over"),
    ({"next_check": "2029-11-28"}, "up to 27 November 2029"),
    ({"next_check": "soon"}, "Write a day like"),
    ({"months": "99"}, "less than or equal to 36"),
]


@pytest.mark.parametrize(("typed", "says"), WRONG)
def test_what_is_wrong_is_said_beside_its_field(typed, says, editor, publisher_client):
    board = a_board()
    fields = {"owner": editor.pk, "deputy": "", "months": "", "next_check": ""}
    fields |= {name: editor.pk if value == "same" else value for name, value in typed.items()}
    answer = press(publisher_client, board, "_save", **fields)
    assert answer.status_code == 200
    (name,) = typed
    assert says in str(answer.context["form"].errors[name])
    assert not Review.objects.exclude(owner=None).exists()
    right = {"owner": editor.pk, "deputy": "", "months": "", "next_check": "", "_save": "1"}
    seen = answer.context["check_seen"]
    assert publisher_client.post(thing_of(board).address, right | {"seen": seen}).status_code == 302
    assert Review.objects.get().owner == editor


def test_a_day_that_is_over_stays_when_somebody_else_looks_after_it(editor, publisher_client):
    board = a_board()
    looked_after(board, next_check=in_days(-30))
    press(publisher_client, board, "_save", owner=editor.pk, deputy="", months="", next_check=str(in_days(-30)))
    assert (Review.objects.get().owner, Review.objects.get().next_check) == (editor, in_days(-30))


def test_who_cannot_sign_in_cannot_be_chosen(editor, publisher_client):
    editor.is_active = False
    editor.save()
    answer = press(publisher_client, a_board(), "_save", owner=editor.pk, deputy="", months="", next_check="")
    assert "owner" in answer.context["form"].errors


# Several at once -----------------------------------------------------------------------------------------------------


def test_several_are_given_to_somebody_from_the_list_of_all(editor, publisher_client, admin_user):
    items = [a_board(), LiveDocumentFactory(kind="protocol"), a_page(admin_user)]
    listed = publisher_client.get("/admin/reviews/review/?show=nobody").context["page"].object_list
    assert {thing.item for thing in listed} == set(items)
    chosen = {"chosen": [thing.key for thing in listed]}
    screen = publisher_client.post("/admin/reviews/review/choose/", chosen)
    answers = chosen | {"seen": screen.context["seen"], "owner": editor.pk, "deputy": "", "first_check": "2027-01-15"}
    assert publisher_client.post("/admin/reviews/review/choose/", answers).status_code == 302
    assert {review.next_check for review in Review.objects.filter(owner=editor)} == {date(2027, 1, 15)}
    assert Review.objects.count() == 3
    assert not publisher_client.get("/admin/reviews/review/?show=nobody").context["page"].object_list


def test_all_that_a_view_shows_are_chosen_at_once(publisher_client):
    a_board(), a_board(), LiveDocumentFactory(kind="report")
    screen = publisher_client.post("/admin/reviews/review/choose/", {"every": "nobody"})
    assert [thing.facts.kind for thing in screen.context["things"]] == ["Safeguarding children partnership"] * 2


def test_what_was_checked_today_keeps_its_day(editor, publisher, publisher_client):
    board = a_board()
    press(publisher_client, board)
    chosen = {"chosen": [thing_of(board).key]}
    screen = publisher_client.post("/admin/reviews/review/choose/", chosen)
    answers = chosen | {"seen": screen.context["seen"], "owner": editor.pk, "deputy": "", "first_check": str(TODAY)}
    assert publisher_client.post("/admin/reviews/review/choose/", answers).status_code == 302
    assert (Review.objects.get().owner, Review.objects.get().next_check) == (editor, date(2027, 5, 27))


def test_what_somebody_else_gave_away_meanwhile_is_looked_at_once_more(editor, publisher_client):
    board = a_board()
    chosen = {"chosen": [thing_of(board).key]}
    screen = publisher_client.post("/admin/reviews/review/choose/", chosen)
    looked_after(board, owner=EditorFactory())
    answers = chosen | {"seen": screen.context["seen"], "owner": editor.pk, "deputy": "", "first_check": ""}
    assert "Something changed" in publisher_client.post("/admin/reviews/review/choose/", answers).text
    assert not Review.objects.filter(owner=editor).exists()


def test_the_list_of_one_kind_is_narrowed_and_leads_to_the_same_screen(publisher_client, editor_client):
    mine, other = a_board(), a_board()
    looked_after(mine, owner=EditorFactory(), next_check=in_days(-1))
    address = "/admin/lscb_contacts/board/"
    for shown, found in (("due", [mine]), ("nobody", [other])):
        assert list(publisher_client.get(f"{address}?review={shown}").context["cl"].queryset) == found
    sent = {"action": "look_after_chosen", "_selected_action": [other.pk]}
    assert "Let them look after these" in publisher_client.post(address, sent).text
    assert "look_after_chosen" not in editor_client.get(address).text
    assert editor_client.get("/admin/reviews/review/").status_code == 200
    assert editor_client.post("/admin/reviews/review/choose/", {"chosen": []}).status_code == 403


def test_nothing_chosen_is_said(publisher_client):
    answer = publisher_client.post("/admin/reviews/review/choose/", {}, follow=True)
    assert "Choose at least one item" in answer.text


def test_somebody_without_a_role_sees_nothing_of_it():
    client = signed_in(EditorFactory(role=None, is_staff=True))
    assert client.get("/admin/reviews/review/").status_code == 403
    assert client.get(thing_of(a_board()).address).status_code == 403
