"""No address of the CMS's, the pictures' or the versions' admins changes what visitors read, but those that are meant
to. Every address is walked, as everybody, with whatever its own form and others like it would send."""

import re
from io import BytesIO

import pytest
from cms.models import PageContent
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from filer.admin import FolderAdmin
from filer.models import Folder, Image
from lxml import html
from PIL import Image as Pixels

from lscb_site.caching.change_detection import changes_content
from lscb_site.pages.writing import write_page
from tests.print_stamp import without_stamp

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    # The CMS's own, in what it does: an error here, a line in the log elsewhere.
    pytest.mark.filterwarnings("ignore::cms.utils.compat.warnings.RemovedInDjangoCMS60Warning"),
]

ROOMS = ("cms/", "filer/", "djangocms_", "pages/")
# Where a publisher changes what visitors read, and means to.
ACTS = {"publish", "withdraw", "move_page", "set_home", "review"}


def jpeg(colour) -> bytes:
    buffer = BytesIO()
    Pixels.new("RGB", (600, 300), colour).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def live(admin_user):
    """A live page with a text, a picture and a page below, beside the home page."""
    folder = Folder.objects.create(name="Pictures")
    image = Image.objects.create(
        original_filename="a.jpg", file=ContentFile(jpeg("teal"), name="a.jpg"), folder=folder, owner=admin_user
    )
    write_page(reverse_id="home", title="Home", slug="home", created_by=admin_user, is_home=True)
    page = write_page(
        reverse_id="about",
        title="About",
        slug="about",
        created_by=admin_user,
        in_navigation=True,
        blocks=[("text", "<p>What we say</p>"), ("picture", {"image": image, "alternative": "A teal oblong"})],
    )
    write_page(reverse_id="people", title="People", slug="people", created_by=admin_user, parent=page)
    return page


@pytest.fixture
def numbers(live):
    """What stands for a number in an address, by the part of the address before it."""
    content = PageContent.objects.get(page=live)
    placeholder = content.placeholders.get(slot="content")
    text = placeholder.get_plugins().get(plugin_type="TextPlugin")
    image = Image.objects.get()
    return {
        "cms/placeholder/object/": ContentType.objects.get_for_model(content).pk,
        "cms/placeholder/clear-placeholder/": placeholder.pk,
        "cms/placeholder/": text.pk,
        "cms/pagecontent/": content.pk,
        "cms/page/": live.pk,
        "djangocms_versioning/": content.versions.get().pk,
        "filer/folder/": image.folder_id,
        "filer/clipboard/": image.folder_id,
        "filer/": image.pk,
        "": content.pk,
    }


def addresses(numbers) -> dict[str, str]:
    """Every address of the walked admins with its numbers filled in, and the name of what answers there."""
    found = {}

    def walk(patterns, before):
        for each in patterns:
            route = before + str(each.pattern).replace("^", "").replace("$", "")
            if hasattr(each, "url_patterns"):
                walk(each.url_patterns, route)
            elif route.removeprefix("admin/").startswith(ROOMS):
                found[filled(route, numbers)] = (each.name or "").split("_", 2)[-1]

    walk([each for each in get_resolver().url_patterns if str(each.pattern) == "admin/"], "")
    return found


def filled(route: str, numbers) -> str:
    room = route.removeprefix("admin/")
    number = next(str(value) for prefix, value in numbers.items() if room.startswith(prefix))
    if "object/" in room:
        both = iter((numbers["cms/placeholder/object/"], numbers[""]))
        return "/" + re.sub(r"\(\[0-9\]\+\)", lambda match: str(next(both)), route)
    route = re.sub(r"\(\[a-z\\-\]\+\)", "en-gb", route)
    route = re.sub(r"<int:size>", "48", route)
    return "/" + re.sub(r"\(\?P<\w+>\[0-9\]\+\)|\(\[0-9\]\+\)|<\w+:\w+>|\(\.\+\)", number, route)


def superset(numbers) -> dict[str, object]:
    """Something for every name under which these views read what they are sent."""
    content, text = PageContent.objects.get(pk=numbers[""]), numbers["cms/placeholder/"]
    people = PageContent.objects.get(title="People").page
    placeholder = numbers["cms/placeholder/clear-placeholder/"]
    return {
        "post": "yes",
        "title": "Spoilt",
        "page_title": "Spoilt",
        "menu_title": "Spoilt",
        "slug": "spoilt",
        "body": "<p>Spoilt</p>",
        "language": "en-gb",
        "edit_fields": "title",
        "template": "layouts/home.html",
        "reverse_id": "spoilt",
        "overwrite_url": "spoilt",
        "soft_root": "on",
        "login_required": "on",
        "in_navigation": "",
        "name": "Spoilt",
        "id": content.page_id,
        "target": people.pk,
        "position": 0,
        "plugin_id": text,
        "plugin_order[]": [text],
        "placeholder_id": placeholder,
        "target_placeholder_id": placeholder,
        "target_position": 2,
        "target_language": "en-gb",
        "source_language": "en-gb",
        "source_placeholder_id": placeholder,
        "source_plugin_id": text,
        "plugin_type": "AlertPlugin",
        "plugin_language": "en-gb",
        "plugin_position": 1,
        "text": "Spoilt",
        "copy_permissions": "on",
        "action": "delete_selected",
        "_selected_action": [numbers["filer/"], content.pk, content.page_id],
        "file": SimpleUploadedFile("b.jpg", jpeg("red"), "image/jpeg"),
    }


def own_forms(answer, numbers):
    """The forms of a page, filled in with something else wherever that fits."""
    if answer.status_code != 200 or answer.streaming or "text/html" not in answer.headers["Content-Type"]:
        return
    everything = superset(numbers)
    for form in html.fromstring(answer.text or "<p></p>").forms:
        own = {name: value if value is not None else "" for name, value in form.fields.items() if name}
        if form.method == "POST" and "username" not in own:
            yield own | {name: value for name, value in everything.items() if name in {*own, "post"}}


def chosen(action, numbers) -> dict[str, object]:
    """What the screen of an action of the pictures' folder sends, whichever of them it is."""
    size = {"width": 10, "height": 10, "crop": "on", "upscale": "on"}
    names = {"suffix": "x", "rename_format": "spoilt", "destination": numbers["filer/folder/"]}
    return {"action": action, "_selected_action": f"file-{numbers['filer/']}", "post": "yes", "index": 0} | size | names


def read(visitor) -> list:
    """What visitors get, of every page that the walk could spoil."""
    answers = [visitor.get(address) for address in ("/", "/about/", "/about/people/", "/sitemap-pages.xml")]
    pictures = {name for answer in answers for name in re.findall(r"/pictures/[^\" ]+", answer.text)}
    return [(answer.status_code, without_stamp(answer.text)) for answer in answers] + sorted(pictures)


def spoilers(client, numbers) -> set[str]:
    """The names of what changed what visitors read, or failed. What it changed is undone each time."""
    visitor = Client() if "_auth_user_id" in client.session else client
    client.get("/about/")  # the CMS makes a clipboard for whoever comes first
    before = read(visitor)
    found = set()
    client.raise_request_exception = False

    def send(address, name, method, data):
        with transaction.atomic():
            with CaptureQueriesContext(connection) as asked:
                answer = getattr(client, method.lower())(address, data)
            if answer.status_code >= 500:
                found.add(f"{answer.status_code} of {method} {address}")
            if any(changes_content(query["sql"]) for query in asked) and read(visitor) != before:
                found.add(name)
            transaction.set_rollback(True)
        return answer

    for address, name in addresses(numbers).items():
        as_it_is = send(address, name, "GET", {})
        send(address, name, "POST", superset(numbers))
        if name.endswith("listing"):
            for action in FolderAdmin.actions:
                send(address, name, "POST", chosen(action, numbers))
        if client is not visitor:
            send(address, name, "GET", superset(numbers) | {"file": ""})
            for data in own_forms(as_it_is, numbers):
                send(address, name, "POST", data)
    return found


def test_a_stranger_and_an_editor_change_nothing_that_visitors_read(client, editor_client, numbers):
    assert spoilers(client, numbers) == set()
    assert spoilers(editor_client, numbers) == set()


def test_a_publisher_changes_it_only_where_that_is_meant(publisher_client, numbers):
    assert spoilers(publisher_client, numbers) - ACTS == set()
