import pytest
from django.urls import reverse

from resources.models import Edition
from tests.factories import CollectionItemFactory, EditionFactory, LiveDocumentFactory, PaperFactory, PostFactory
from tests.resources.admin.forms import EDITIONS, edition_data, rows

pytestmark = pytest.mark.django_db


def screen(name, item):
    return reverse(f"admin:resources_{item._meta.model_name}_{name}", args=[item.pk])


def publish_button(second, client):
    """What the form of an edition sends when its file is left alone and “Publish…” is chosen."""
    file = second.main_file
    form = {"id": file.pk, "title": file.title, "role": "main", "position": 0}
    data = edition_data(second.document, number=second.number, _publish="1", **rows("files", form, initial=1))
    del data["_save"]
    return client.post(screen("change", second), data)


def submit(second, client, **choices):
    seen = client.get(screen("supersede", second)).context["plan"].seen
    return client.post(screen("supersede", second), {"seen": seen} | choices, follow=True)


def test_where_a_document_is_used_is_two_clicks_from_the_list(editor_client, document):
    paper = PaperFactory(post__title="Launch", document=document)
    assert screen("used", document) in editor_client.get(screen("change", document)).text
    page = editor_client.get(screen("used", document)).text
    assert reverse("admin:news_post_change", args=[paper.post_id]) in page
    assert "is used in 1 place." in page
    assert "Follows the newest edition" in page


def test_where_an_edition_is_used(editor_client, document, first, second):
    PaperFactory(post__title="Launch", document=document, edition=second)
    assert "is used in 0 places." in editor_client.get(screen("used", first)).text
    assert "Launch" in editor_client.get(screen("used", second)).text


@pytest.mark.parametrize("name", ["used", "supersede", "superseded"])
def test_screens_of_an_edition_that_is_not_there_are_not_found(publisher_client, name):
    assert publisher_client.get(f"{EDITIONS}999/{name}/").status_code == 404


@pytest.mark.parametrize("name", ["used", "supersede", "superseded"])
def test_screens_are_for_staff(client, second, name):
    assert client.get(screen(name, second)).status_code == 302


def test_an_editor_prepares_and_does_not_publish(editor_client, second):
    assert "Publish…" not in editor_client.get(screen("change", second)).text
    assert editor_client.get(screen("supersede", second)).status_code == 403
    assert editor_client.post(screen("supersede", second), {"seen": "x"}).status_code == 403
    assert publish_button(second, editor_client).status_code == 403


def test_publish_opens_the_assistant_where_a_live_edition_gives_way(publisher_client, second):
    assert "Publish…" in publisher_client.get(screen("change", second)).text
    answer = publish_button(second, publisher_client)
    assert answer.url == screen("supersede", second)
    second.refresh_from_db()
    assert second.state == "draft"


def test_a_first_edition_is_published_at_once(publisher_client):
    edition = EditionFactory(document__live=True)
    edition.keep_a_place()
    publish_button(edition, publisher_client)
    edition.refresh_from_db()
    assert edition.is_live


def test_the_assistant_lists_every_place_with_its_choice(publisher_client, document, first, second, old_file):
    PaperFactory(post__title="Launch", document=document, edition=first)
    PostFactory(title="Reminder", body=f'<a href="{old_file}">It</a>')
    page = publisher_client.get(screen("supersede", second))
    choices = {place.reference.where: choice for place, choice in page.context["rows"]}
    assert choices == {"Launch": "keep", "Reminder": "move"}
    assert "Keep the 1st edition here" in page.text


def test_what_was_chosen_is_done_and_told(publisher_client, client, document, first, second):
    paper = PaperFactory(post__title="Launch", document=document, edition=first)
    item = CollectionItemFactory(collection__title="Everything", document=document)
    answer = submit(
        second,
        publisher_client,
        **{
            f"news.paper-{paper.pk}-edition-1": "move",
            f"resources.collectionitem-{item.pk}-edition-current": "keep",
        },
    )
    paper.refresh_from_db()
    item.refresh_from_db()
    assert (paper.edition, item.edition) == (None, first)
    assert "News item “Launch”, draft: points to the 2nd edition." in answer.text
    assert "Collection “Everything”, draft: keeps the 1st edition." in answer.text
    assert document.current_edition == second
    assert client.get(first.get_absolute_url()).status_code == 200


def test_a_double_submit_shows_the_result_once_more(publisher_client, document, second):
    PaperFactory(post__title="Launch", document=document)
    seen = publisher_client.get(screen("supersede", second)).context["plan"].seen
    for _ in range(2):
        answer = publisher_client.post(screen("supersede", second), {"seen": seen}, follow=True)
        assert "News item “Launch”, draft: points to the 2nd edition." in answer.text
    assert "is published already." in answer.text


def test_when_something_changed_meanwhile_the_choices_are_kept_and_nothing_is_published(
    publisher_client, document, first, second
):
    paper = PaperFactory(post__title="Launch", document=document)
    seen = publisher_client.get(screen("supersede", second)).context["plan"].seen
    PaperFactory(post__title="Conference", document=document)
    key = f"news.paper-{paper.pk}-edition-current"
    answer = publisher_client.post(screen("supersede", second), {"seen": seen, key: "keep"})
    assert "Something changed while you were choosing" in answer.text
    choices = {place.reference.where: choice for place, choice in answer.context["rows"]}
    assert choices == {"Launch": "keep", "Conference": "move"}
    assert Edition.objects.get(pk=second.pk).state == "draft"


def test_an_edition_that_cannot_be_published_says_why(publisher_client, second):
    Edition.objects.filter(pk=second.pk).update(publish_until="2020-01-01T00:00:00Z")
    answer = submit(second, publisher_client)
    assert "is not published. It must stop being live after it goes live." in answer.text


def test_editions_that_take_a_place_are_not_published_from_the_list(publisher_client, document, second):
    alone = EditionFactory(document=LiveDocumentFactory(edition=None))
    data = {"action": "publish_chosen", "_selected_action": [second.pk, alone.pk]}
    answer = publisher_client.post(EDITIONS, data, follow=True)
    assert "open it and choose “Publish…”" in answer.text
    assert document.current_edition.number == 1
    alone.refresh_from_db()
    assert alone.is_live


def test_the_assistant_has_nothing_to_decide_for_an_older_edition(publisher_client, document, second):
    second.publish()
    older = EditionFactory(document=document, number=3)
    older.number = 1
    Edition.objects.filter(document=document, number=1).delete()
    older.save()
    answer = publisher_client.get(screen("supersede", older))
    assert answer.url == screen("change", older)
