import errno
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from filer.models import Folder, Image
from PIL import Image as Pixels

from lscb_site.pages.writing import write_page

pytestmark = pytest.mark.django_db


def picture(width=1200, height=600, content=None):
    if content is None:
        buffer = BytesIO()
        Pixels.new("RGB", (width, height), "teal").save(buffer, "JPEG")
        content = buffer.getvalue()
    return Image.objects.create(original_filename="a.jpg", file=ContentFile(content, name="a.jpg"))


@pytest.fixture
def shown(client, admin_user):
    def show(image, **values):
        write_page(
            reverse_id="a-page",
            title="A page",
            slug="a-page",
            created_by=admin_user,
            blocks=[("picture", {"image": image, "alternative": "A teal oblong"} | values)],
        )
        return client.get("/a-page/").text

    return show


def test_a_picture_has_its_description_size_and_sizes_to_choose_from(shown):
    image = picture()
    text = shown(image, caption="Our colour")
    for expected in ['alt="A teal oblong"', 'width="1200"', 'height="600"', 'loading="lazy"', "Our colour"]:
        assert expected in text
    assert f"/pictures/{image.sha1}/480.webp 480w, /pictures/{image.sha1}/960.webp 960w" in text


def test_a_small_picture_is_not_enlarged(shown):
    text = shown(picture(300, 200))
    assert 'width="300"' in text
    assert "960w" not in text


@pytest.mark.parametrize(("width", "size"), [(480, (480, 240)), (960, (960, 480)), (1440, (1200, 600))])
def test_a_rendition_has_its_width_and_can_be_kept_for_ever(client, width, size):
    response = client.get(f"/pictures/{picture().sha1}/{width}.webp")
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    with Pixels.open(BytesIO(response.content)) as made:
        assert made.size == size


def test_a_rendition_is_made_once(client, django_assert_num_queries):
    address = f"/pictures/{picture().sha1}/480.webp"
    first = client.get(address).content
    with django_assert_num_queries(0):
        assert client.get(address).content == first


@pytest.mark.parametrize("address", ["/pictures/{}/481.webp", "/pictures/{}/99999999999.webp"])
def test_only_the_offered_widths_are_made(client, address):
    assert client.get(address.format(picture().sha1)).status_code == 404


def test_a_picture_that_is_none_is_not_found(client):
    image = picture(content=b"GIF89a and nothing else")
    assert client.get(f"/pictures/{image.sha1}/480.webp").status_code == 404
    assert client.get(f"/pictures/{'0' * 40}/480.webp").status_code == 404


def test_originals_are_for_staff(client, admin_client):
    image = picture()
    assert client.get(image.file.url).status_code == 302
    assert admin_client.get(image.file.url).status_code == 200


@pytest.mark.parametrize("stump", [b"", b"RIFF\xff\0\0\0WEBPcut short"])
def test_a_rendition_that_was_cut_short_is_made_again(client, stump):
    address = f"/pictures/{picture().sha1}/480.webp"
    whole = client.get(address).content
    stored = Path(storages["renditions"].path(address.removeprefix("/pictures/").replace("/", "-")))
    stored.write_bytes(stump)
    assert client.get(address).content == whole
    assert stored.read_bytes() == whole


def test_a_rendition_is_shown_though_the_disk_is_full(client, monkeypatch):
    def full(*args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("lscb_site.files.disk.os.fsync", full)
    image = picture(500, 250)
    assert client.get(f"/pictures/{image.sha1}/480.webp").content[8:12] == b"WEBP"
    assert not storages["renditions"].exists(f"{image.sha1}-480.webp")


def test_an_editor_changes_no_picture(editor_client, publisher_client):
    folder = Folder.objects.create(name="Pictures")
    image = picture()
    Image.objects.filter(pk=image.pk).update(folder=folder)
    address = f"/admin/filer/image/{image.pk}/change/"
    assert editor_client.get(address).status_code == 200
    assert editor_client.post(address, {"name": "Spoilt"}).status_code == 403
    chosen = {"_selected_action": f"file-{image.pk}", "post": "yes", "rename_format": "Spoilt"}
    for action in ("rename_files", "move_files_and_folders", "resize_images"):
        editor_client.post(f"/admin/filer/folder/{folder.pk}/list/", chosen | {"action": action})
    assert Image.objects.filter(name="", sha1=image.sha1).exists()
    assert publisher_client.post(address, {"name": "Renamed"}).status_code == 302
    assert Image.objects.filter(name="Renamed").exists()
