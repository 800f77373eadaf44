"""What a file hides stops its editor, with the place, the words and what to do; and no visitor finds it.

The journeys share their visits: a start of a browser and a new document cost more than all that is asked of them.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.test_journeys import Person
from tests.samples import reviews
from tests.samples.documents import pdf

FILES = {
    "review.pdf": (reviews.review, reviews.UNDER_THE_BOX, "Words under a box or a picture", "Page 2"),
    "letter.docx": (reviews.letter, reviews.DELETED, "Deleted words that are kept as tracked changes", ""),
    "referrals.xlsx": (reviews.table, reviews.IN_THE_COLUMN, "Hidden columns", "Referrals"),
}
ADVICE = {
    "review.pdf": "A box drawn over words does not remove them",
    "letter.docx": "Accept All Changes",
    "referrals.xlsx": "Visible cells only",
}


@pytest.fixture
def files(tmp_path):
    for name, (make, *_) in FILES.items():
        (tmp_path / name).write_bytes(make())
    return tmp_path


@pytest.fixture
def person(open_browser, site):
    """An Administrator, who may do all that a publisher may, and erase."""
    return Person(open_browser(), "administrator", site.passwords["administrator"])


def new_document(person, title, file):
    page = person.page
    page.goto("/admin/resources/document/add/")
    page.get_by_label("Title:", exact=True).fill(title)
    page.get_by_label("Kind:").select_option("report")
    page.get_by_label("Summary").fill("What was learnt.")
    person.choose_files(page.locator("input[name='editions-0-main_file']"), file)
    page.get_by_role("button", name="Publish", exact=True).click()


def assert_nobody_finds(visitor, hidden, title):
    visitor.goto(f"/search/?q={hidden.split()[1]}")
    expect(visitor.get_by_role("main")).not_to_contain_text(title)
    expect(visitor.get_by_role("main")).not_to_contain_text(hidden)


def test_what_hides_words_is_stopped_before_anybody_has_it_and_then_not_found_by_them(person, open_browser, files):
    page, visitor = person.page, open_browser()
    for name, (_, hidden, kind, place) in FILES.items():
        title = f"Learning from {name}"
        new_document(person, title, files / name)
        expect(page.get_by_role("heading", name="holds what its pages do not show")).to_be_visible()
        found = page.locator(".found").filter(has=page.get_by_text(kind, exact=True))
        expect(found).to_contain_text(hidden)
        expect(found).to_contain_text(place)
        expect(found).to_contain_text(ADVICE[name])
        page.get_by_role("button", name="Publish", exact=True).click()  # without having looked
        expect(page.get_by_text("Look at each of these places").first).to_be_visible()
        if name == "review.pdf":
            assert_accessible(page)
        assert_nobody_finds(visitor, hidden, title)

        for box in page.get_by_label("I have looked at every place").all():
            box.check()
        for reason in page.get_by_label("Why may it be public?").all():
            reason.fill("All who are named agreed.")
        page.get_by_role("button", name="Publish", exact=True).click()
        expect(page.locator(".messagelist")).to_contain_text("is live")
        assert_nobody_finds(visitor, hidden, title)
    visitor.goto("/search/?q=Learning+from")
    for name in FILES:
        expect(visitor.get_by_role("link", name=f"Learning from {name}").first).to_be_visible()


def test_a_file_for_something_live_is_refused_beside_its_field_and_kept_with_a_reason(person, files):
    page = person.page
    (files / "plan.pdf").write_bytes(pdf(text="A plan without a secret"))
    new_document(person, "A plan that is live", files / "plan.pdf")
    expect(page.locator(".messagelist")).to_contain_text("is live")

    page.goto("/admin/resources/edition/?q=A+plan+that+is+live")
    page.locator("#result_list").get_by_role("link", name="A plan that is live").first.click()
    person.choose_files(page.locator("input[name='files-0-file']"), files / "review.pdf")
    page.get_by_label("What was put right").first.fill("A better plan.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(reviews.UNDER_THE_BOX).first).to_be_visible()
    expect(page.get_by_text("readers would have it as soon as you save").first).to_be_visible()
    expect(page.get_by_text("Kept: review.pdf")).to_be_visible()
    page.locator("[name='files-0-may_be_public']").fill("The name is of an author.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()


def test_the_screens_of_a_file_and_the_list_serve_everybody(person, files):
    """The file of a draft: what it holds, a clean copy of it, the question before it is erased; and all there are."""
    page = person.page
    new_document(person, "A letter that waits", files / "letter.docx")
    expect(page.get_by_role("heading", name="holds what its pages do not show")).to_be_visible()
    page.goto("/admin/resources/privatefinding/?waits=open&q=A+letter+that+waits")
    expect(page.locator("#result_list")).to_contain_text("Deleted words that are kept as tracked changes")
    assert_accessible(page)
    page.locator("#result_list tbody").get_by_role("link").first.click()
    page.get_by_role("button", name="Make a clean copy").click()
    expect(page.get_by_role("heading", name="A clean copy")).to_be_visible()
    assert_accessible(page)  # with all that the screen of a file has
    page.get_by_role("link", name=re.compile("Erase this file for good")).click()
    expect(page.get_by_label("Why is it erased?")).to_be_visible()
    assert_accessible(page)
