from types import SimpleNamespace

import pytest
from cms.api import add_plugin
from cms.models import PageContent
from django.core.exceptions import ValidationError
from djangocms_versioning.models import Version

from lscb_site.desk.superseding import (
    AlreadyPublished,
    Changed,
    Choice,
    Supersession,
    history,
    outgoing,
    supersede,
)
from lscb_site.web.addresses import absolute
from resources.models import Edition
from tests.factories import (
    CollectionItemFactory,
    DocumentFactory,
    EditionFactory,
    PaperFactory,
    PostFactory,
    SessionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def request_(publisher):
    return SimpleNamespace(user=publisher)


def link(address):
    return f'<p>Read <a href="{address}">it</a>.</p>'


def settle(edition, request, choice=None):
    """Publish with one choice for every place, or with the defaults."""
    plan = Supersession(edition, request)
    return supersede(edition.pk, request, plan.seen, {place.key: choice for place in plan.places} if choice else {})


def shown(page) -> str:
    """The text of the live page."""
    block, *_ = PageContent.objects.get(page=page).placeholders.get(slot="content").get_plugins()
    return block.get_plugin_instance()[0].body


def test_the_current_edition_gives_way_to_a_newer_one_and_to_no_older(document, first, second):
    assert outgoing(second) == first
    third = EditionFactory(document=document, number=9, live=True)
    assert outgoing(second) is None
    assert outgoing(EditionFactory(document=document, number=10)) == third


def test_the_first_edition_takes_nobodys_place():
    assert outgoing(EditionFactory()) is None


@pytest.mark.parametrize("attach", [PaperFactory, SessionFactory, CollectionItemFactory])
@pytest.mark.parametrize(
    ("is_kept", "choice", "holds_first"),
    [
        (False, Choice.MOVE, False),
        (False, Choice.KEEP, True),
        (True, Choice.MOVE, False),
        (True, Choice.KEEP, True),
        (False, None, False),
        (True, None, True),
    ],
)
def test_a_row_that_chooses_the_document(document, first, second, request_, attach, is_kept, choice, holds_first):
    row = attach(document=document, edition=first if is_kept else None)
    settle(second, request_, choice)
    row.refresh_from_db()
    assert (row.edition == first) is holds_first
    assert document.current_edition == second


@pytest.mark.parametrize(
    ("before", "choice", "after"),
    [
        ("old file", Choice.MOVE, "/resources/protocol/latest"),
        ("old file", None, "/resources/protocol/latest"),
        ("old file", Choice.KEEP, "old file"),
        ("/resources/protocol/", Choice.KEEP, "/resources/protocol/editions/1/"),
        ("/resources/protocol/", None, "/resources/protocol/"),
        ("/resources/protocol/editions/1/", None, "/resources/protocol/"),
    ],
)
def test_a_link_in_a_text(second, old_file, request_, before, choice, after):
    before, after = (old_file if part == "old file" else part for part in (before, after))
    post = PostFactory(live=True, body=link(before))
    settle(second, request_, choice)
    post.refresh_from_db()
    assert post.body == link(after)


def test_where_readers_of_something_withdrawn_go(first, second, request_):
    post = PostFactory(withdrawn=True, withdrawn_to=first.get_absolute_url())
    settle(second, request_)
    post.refresh_from_db()
    assert post.withdrawn_to == "/resources/protocol/"


def test_what_was_left_at_an_older_edition_before_is_left_again(document, second, request_):
    zeroth = document.editions.get(number=1)
    second.publish()
    third = EditionFactory(document=document)
    post = PostFactory(body=link(zeroth.get_absolute_url()))
    settle(third, request_)
    post.refresh_from_db()
    assert post.body == link(zeroth.get_absolute_url())


def test_what_holds_the_new_edition_already_is_no_question(document, second, request_):
    PaperFactory(document=document, edition=second)
    assert Supersession(second, request_).places == []


def test_a_live_page_gets_a_new_version_that_is_published_by_whoever_publishes(
    second, old_file, request_, publisher, make_page
):
    page = make_page(("text", link(old_file)))
    before = Version.objects.get_for_content(PageContent.objects.get(page=page))
    settle(second, request_)
    now = Version.objects.get_for_content(PageContent.objects.get(page=page))
    assert shown(page) == link("/resources/protocol/latest")
    assert (now.created_by, now.source) == (publisher, before)
    assert Version.objects.get(pk=before.pk).state == "unpublished"


def test_a_call_to_action_is_led_on_too(second, old_file, request_, make_page):
    page = make_page(("call_to_action", {"label": "Read it", "url": old_file}))
    settle(second, request_)
    block, *_ = PageContent.objects.get(page=page).placeholders.get(slot="content").get_plugins()
    assert block.get_plugin_instance()[0].url == "/resources/protocol/latest"


def test_a_link_block_is_led_on_too(first, second, request_, administrator, make_page):
    page = make_page(publish=False)
    content = PageContent.admin_manager.get(page=page)
    address = {"internal_link": f"resources.edition:{first.pk}"}
    add_plugin(content.placeholders.get_or_create(slot="content")[0], "LinkPlugin", "en-gb", name="It", link=address)
    content.versions.get().publish(administrator)
    settle(second, request_)
    block, *_ = PageContent.objects.get(page=page).placeholders.get(slot="content").get_plugins()
    assert block.get_plugin_instance()[0].link == {"external_link": absolute("/resources/protocol/")}


def test_a_page_with_both_kinds_of_link_gets_one_version_with_each_as_chosen(
    first, second, old_file, request_, make_page
):
    page = make_page(("text", link(old_file) + link("/resources/protocol/")))
    plan = Supersession(second, request_)
    choices = {p.key: Choice.MOVE if p.reference.edition else Choice.KEEP for p in plan.places}
    supersede(second.pk, request_, plan.seen, choices)
    assert shown(page) == link("/resources/protocol/latest") + link(first.get_absolute_url())
    assert PageContent.admin_manager.filter(page=page).count() == 2


def test_a_draft_that_somebody_began_in_the_same_moment_stops_everything(
    second, old_file, request_, editor, make_page, monkeypatch
):
    page = make_page(("text", link(old_file)))
    seen = Supersession(second, request_).seen

    def publish_while_an_editor_starts(edition):
        Version.objects.get_for_content(PageContent.objects.get(page=page)).copy(editor)

    monkeypatch.setattr(Edition, "publish", publish_while_an_editor_starts)
    with pytest.raises(Changed):
        supersede(second.pk, request_, seen, {})
    assert shown(page) == link(old_file)


def test_a_page_that_somebody_is_writing_at_is_left_alone_and_says_so(second, old_file, request_, editor, make_page):
    page = make_page(("text", link(old_file)))
    draft = Version.objects.get_for_content(PageContent.objects.get(page=page)).copy(editor)
    obstacles = {place.obstacle for place in Supersession(second, request_).places}
    assert obstacles == {f"{editor.username} has a draft of this page. Put the link right there."}
    settle(second, request_, Choice.MOVE)
    assert Version.objects.get(pk=draft.pk).state == "draft"
    assert shown(page) == link(old_file)
    assert f"Page “About”, live: left as it is. {obstacles.pop()}" in history(second)


def test_a_document_that_this_one_followed_always_follows(document, second, request_):
    DocumentFactory(succeeded_by=document)
    place, *_ = Supersession(second, request_).places
    assert place.obstacle == "It always leads to whatever is the newest."
    settle(second, request_, Choice.KEEP)


def test_a_place_that_the_publisher_may_not_change_is_left_alone(document, first, second, publisher, request_):
    paper = PaperFactory(post__live=True, document=document, edition=first)
    publisher.groups.clear()
    place, *_ = Supersession(second, request_).places
    assert place.obstacle == "You may not change this. Ask somebody who may."
    settle(second, request_, Choice.MOVE)
    paper.refresh_from_db()
    assert paper.edition == first


def test_what_was_done_is_kept_in_the_history(document, first, second, request_, publisher):
    PaperFactory(post__title="Conference", document=document, edition=first)
    PaperFactory(post__title="Launch", document=document)
    settle(second, request_)
    assert history(second) == [
        "Published in the place of the 1st edition.",
        "News item “Launch”, draft: points to the 2nd edition.",
        "News item “Conference”, draft: keeps the 1st edition.",
    ]
    assert history(first) == []


def test_a_second_submit_changes_nothing(document, second, request_):
    plan = Supersession(second, request_)
    seen = plan.seen
    supersede(second.pk, request_, seen, {})
    paper = PaperFactory(document=document)
    with pytest.raises(AlreadyPublished):
        supersede(second.pk, request_, seen, {f"news.paper-{paper.pk}-edition-current": "keep"})
    paper.refresh_from_db()
    assert paper.edition is None
    assert len(history(second)) == 1


def test_a_place_that_came_meanwhile_stops_everything(document, second, old_file, request_):
    seen = Supersession(second, request_).seen
    post = PostFactory(body=link(old_file))
    with pytest.raises(Changed):
        supersede(second.pk, request_, seen, {})
    post.refresh_from_db()
    assert post.body == link(old_file)
    assert Edition.objects.get(pk=second.pk).state == "draft"


def test_a_change_of_the_edition_itself_stops_everything(second, request_):
    seen = Supersession(second, request_).seen
    second.files.update(sha256="e" * 64)
    with pytest.raises(Changed):
        supersede(second.pk, request_, seen, {})


def test_a_text_that_was_edited_meanwhile_keeps_the_edit(second, old_file, request_):
    post = PostFactory(body=link(old_file))
    seen = Supersession(second, request_).seen
    PostFactory._meta.model.objects.filter(pk=post.pk).update(body=link(old_file) + "<p>Typed meanwhile.</p>")
    supersede(second.pk, request_, seen, {})
    post.refresh_from_db()
    assert post.body == link("/resources/protocol/latest") + "<p>Typed meanwhile.</p>"


def test_an_edition_that_cannot_be_published_leaves_every_place_as_it_was(document, first, second, request_):
    paper = PaperFactory(document=document, edition=first)
    Edition.objects.filter(pk=second.pk).update(publish_until="2020-01-01T00:00:00Z")
    second.refresh_from_db()
    with pytest.raises(ValidationError):
        settle(second, request_, Choice.MOVE)
    paper.refresh_from_db()
    assert paper.edition == first
