"""Whatever is typed into any field of any form, and whatever a row holds: no 5xx, and everything shown is well-formed.

Texts come from Hypothesis, and are the same each time: what fails can be seen again.
"""

from itertools import cycle

import pytest
from cms.models import CMSPlugin, PageContent
from django.apps import apps
from django.contrib import admin
from django.db import DataError, IntegrityError, connection, models, transaction
from django.urls import NoReverseMatch, reverse
from hypothesis import HealthCheck, Phase, given, settings, strategies
from lxml import html

from lscb_contacts.confirming.links import token_of
from lscb_contacts.models import Authority, ContactPoint, Helpline
from lscb_site.pages.writing import write_page
from lscb_site.search.models import DistressPhrase, PinnedResult
from tests.conftest import signed_in
from tests.factories import ConfirmationRequestFactory
from tests.inputs.arbitrary import texts
from tests.inputs.published import MODELS, addresses, check_all

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Each example walks much of the site, so there are few; nothing is gained by making a text shorter that fails.
few = settings(
    max_examples=2,
    phases=[Phase.generate],
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
many_texts = strategies.lists(texts, min_size=25, max_size=25, unique=True)
TYPED = "//*[(self::textarea or self::input[not(@type) or @type='text' or @type='search' or @type='url' or \
@type='email' or @type='tel' or @type='number'])][@name]"
PUBLIC_FORMS = [
    "/contacts/find/", "/contacts/?q={}", "/search/?q={}", "/search/?q=mash&kind={}&year={}", "/search/suggest/?q={}",
    "/resources/?q={}&kind={}&topic={}&letter={}&order={}&page={}", "/resources/check/?digest={}",
    "/resources/feed.atom?kind={}&topic={}", "/news/feed.json?kind={}", "/resources/{}/editions.atom",
    "/news/?kind={}&year={}&page={}", "/{}/", "/news/{}/", "/contacts/{}.csv",
    "/resources/files/{}/{}",
]  # fmt: skip


def quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text.encode("utf-8", "surrogatepass"), safe="")


@given(many_texts)
@few
def test_what_visitors_type_and_ask_for(loaded_site, client, found):
    request = ConfirmationRequestFactory(authority=Authority.objects.first())
    confirm = reverse("contacts:confirm_changes", args=[token_of(request)])
    some = cycle(found)
    with transaction.atomic():
        for address in PUBLIC_FORMS:
            path = address
            while "{}" in path:
                path = path.replace("{}", quoted(next(some)), 1)
            assert client.get(path).status_code < 500, ascii(path)
        for text in found:
            fit = text.encode("utf-8", "replace").decode()
            assert client.post("/contacts/find/", {"postcode": fit}).status_code < 500, ascii(text)
        for filled in filled_forms(client.get(confirm), found):
            assert client.post(confirm, filled).status_code < 500, ascii(filled)
        transaction.set_rollback(True)


def filled_forms(page, found):
    """The page's last form, with a text in every field that takes one; then with one in a single field at a time."""
    forms = html.fromstring(page.content.decode()).xpath("//form[@method='post']")
    if not forms:
        return
    sent: dict[str, list[str]] = {}
    for name, value in forms[-1].form_values():
        sent.setdefault(name, []).append(value)
    names = [field.get("name") for field in forms[-1].xpath("." + TYPED)]
    names = [name for name in names if name in sent and "_FORMS" not in name]
    some = cycle(text.encode("utf-8", "replace").decode() for text in found)
    yield sent | {name: next(some) for name in names}
    # One at a time: the others are fit to be saved.
    for name in names[:4]:
        yield sent | {name: next(some)}


def is_well(answer) -> bool:
    """What a library's screen fails on is answered with 400 by our middleware: no better than 500 here."""
    return answer.status_code < 500 and answer.status_code != 400


def admin_forms() -> list[tuple[str, str]]:
    """The screens on which something is typed."""
    return [(model._meta.label, screen) for model in admin.site._registry for screen in ("add", "change")]


@pytest.mark.parametrize(("label", "screen"), admin_forms())
@given(many_texts)
@settings(few, max_examples=1)
def test_what_editors_type_and_all_that_shows_it(loaded_site, client, administrator, label, screen, found):
    model = apps.get_model(label)
    row = model._default_manager.last()
    if screen == "change" and row is None:
        return
    try:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}"
        address = reverse(name, args=[row.pk] if screen == "change" else [])
    except NoReverseMatch:
        return  # nothing is written here
    editor = signed_in(administrator)
    with transaction.atomic():
        page = editor.get(address)
        if page.status_code == 200 and "html" in page.headers["Content-Type"]:
            before = connection.changes
            for filled in filled_forms(page, found):
                with transaction.atomic():
                    assert is_well(editor.post(address, filled)), ascii(filled)
            own = getattr(row, "get_absolute_url", lambda: "/")() if row else "/"
            if connection.changes > before:  # else readers see what they saw
                check_all(client, [*EVERYWHERE, own])
        transaction.set_rollback(True)


# What shows many rows at once. Every page there is, is fetched below, after every row was written to.
EVERYWHERE = [
    "/news/feed.rss", "/news/feed.atom", "/news/feed.json", "/resources/feed.atom", "/resources/feed.json",
    "/sitemap.xml", "/resources/documents.json",
    "/contacts/contacts.csv", "/contacts/contacts.vcf",
]  # fmt: skip


HELD = [*MODELS, ContactPoint, Helpline, PinnedResult, DistressPhrase]


def text_fields(model):
    for field in model._meta.local_concrete_fields:
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            yield field


@given(many_texts)
@few
def test_what_a_row_holds_that_was_written_behind_the_forms(loaded_site, client, found):
    some = cycle(found)
    with transaction.atomic():
        for model in HELD:
            for field in text_fields(model):
                for row in model._base_manager.all()[:8]:
                    text = next(some).encode("utf-8", "replace").decode()
                    try:
                        with transaction.atomic():
                            # Past the fields too, which know how to prepare what they are given.
                            model._base_manager.filter(pk=row.pk).update(
                                **{field.name: models.Value(text, models.TextField())}
                            )
                    except (IntegrityError, DataError, ValueError):
                        continue  # the database keeps its promises
        check_all(client, addresses())
        transaction.set_rollback(True)


BLOCKS = [
    ("text", "<p>A text</p>"),
    ("alert", {"text": "Read this", "heading": "A heading"}),
    ("call_to_action", {"label": "Report", "url": "/worried/", "text": "Call"}),
    ("contact_finder", {}),
    ("documents", {"limit": 3}),
]


@given(many_texts)
@settings(few, max_examples=1)
def test_what_editors_type_into_the_blocks_of_a_page(loaded_site, client, administrator, found):
    editor = signed_in(administrator)
    with transaction.atomic():
        page = write_page(
            reverse_id="any", title="Any", slug="any-page", created_by=administrator, publish=False, blocks=BLOCKS
        )
        content = PageContent.admin_manager.get(page=page)
        plugins = CMSPlugin.objects.filter(placeholder__in=content.placeholders.all())
        assert plugins.count() == len(BLOCKS)
        screens = [("placeholder_edit_plugin", plugin) for plugin in plugins] + [("pagecontent_change", content)]
        for name, row in screens:
            address = reverse(f"admin:cms_{name}", args=[row.pk], query={"cms_path": "/", "language": "en-gb"})
            for filled in filled_forms(editor.get(address), found):
                with transaction.atomic():
                    assert is_well(editor.post(address, filled)), ascii(filled)
        content.versions.get().publish(administrator)
        assert client.get("/any-page/").status_code == 200
        check_all(client, ["/any-page/", "/sitemap.xml", "/site-map/", "/search/?q=any"])
        transaction.set_rollback(True)
