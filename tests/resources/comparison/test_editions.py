import pytest

from resources.comparison import editions
from resources.models import Comparison, EditionFile
from resources.tasks import compare_waiting_editions
from tests.factories import ComparisonFactory, EditionFileFactory, FilePageFactory

pytestmark = pytest.mark.django_db

OLD = ["Agencies share what they know.", "A strategy meeting is held in 5 days.", "The panel meets monthly."]
NEW = ["Agencies share what they know.", "A strategy meeting is held in 2 days.", "The panel meets monthly."]


def a_read_file(edition, paragraphs, **facts):
    file = EditionFileFactory(edition=edition, content="\n".join(paragraphs).encode(), reading="done", **facts)
    for number, paragraph in enumerate(paragraphs, start=1):
        FilePageFactory(file=file, number=number, text=paragraph)
    return file


@pytest.fixture
def comparison():
    made = ComparisonFactory()
    a_read_file(made.older, OLD)
    a_read_file(made.newer, NEW)
    return made


def stored(comparison):
    return Comparison.objects.get(pk=comparison.pk)


def waiting():
    return Comparison.objects.waiting_to_be_compared()


def test_the_texts_of_the_main_files_are_compared(comparison):
    a_read_file(comparison.newer, ["An appendix."], role="appendix")

    assert editions.compare_next()

    found = stored(comparison)
    assert found.compared_at
    assert found.changes["counts"] == {"same": 2, "edited": 1, "moved": 0, "added": 0, "removed": 0}
    assert [change["kind"] for change in found.changes["changes"]] == ["same", "edited", "same"]
    edited = found.changes["changes"][1]
    assert edited["older"] == edited["newer"] == ["page-2", "Page 2"]
    assert ["removed", "5"] in edited["pieces"]
    assert ["added", "2"] in edited["pieces"]


def test_of_what_stayed_the_same_only_the_neighbours_are_kept(comparison):
    many = [f"Paragraph {number} says the same in both." for number in range(10)]
    for page, text in ((4, "\n".join(many)), (5, "The end.")):
        for file in EditionFile.objects.all():
            FilePageFactory(file=file, number=page, text=text)

    editions.compare_next()

    changes = stored(comparison).changes["changes"]
    assert [change["kind"] for change in changes] == ["same", "edited", "same", "gap"]
    assert changes[-1]["count"] == 11


def test_it_waits_for_nothing_once_it_is_made(comparison):
    editions.compare_next()

    assert not waiting().exists()
    assert not editions.compare_next()


@pytest.mark.parametrize("reading", ["pending", "failed"])
def test_it_waits_until_both_files_are_read(comparison, reading):
    comparison.newer.files.update(reading=reading)

    assert not editions.compare_next()


def test_a_corrected_file_is_compared_anew(comparison):
    editions.compare_next()
    comparison.newer.files.update(sha256="0" * 64)

    assert editions.compare_next()
    assert stored(comparison).changes["newer"] == "0" * 64


def test_files_without_text_leave_the_comparison_at_the_summary(comparison):
    comparison.newer.files.get().text_pages.all().delete()

    editions.compare_next()

    assert "no text" in stored(comparison).changes["problem"]
    assert stored(comparison).readable_changes == []
    assert not waiting().exists()


@pytest.mark.parametrize("fault", [editions.TooLong, ZeroDivisionError])
def test_a_comparison_that_fails_comes_back_to_no_worker(comparison, fault, monkeypatch):
    def fail(*_):
        raise fault

    monkeypatch.setattr(editions, "compare", fail)

    assert editions.compare_next()
    assert "summary alone" in stored(comparison).changes["problem"]
    assert not waiting().exists()


def test_saving_a_comparison_wakes_a_worker(comparison, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        comparison.save()

    assert stored(comparison).compared_at is None  # the worker does it, not the request
    compare_waiting_editions.call()
    assert stored(comparison).compared_at
