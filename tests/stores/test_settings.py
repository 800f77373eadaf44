"""Where the settings put files, and what the doctor says of it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from lscb_site.files.bucket import ContentStoreInBucket
from lscb_site.files.file_settings import file_settings
from lscb_site.operations.doctor.outside import storage


def settings_with(monkeypatch, tmp_path, **variables):
    for name in ("FILES_BUCKET", "FILES_S3_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return file_settings(Env(), tmp_path, tmp_path / "media")


def test_without_a_bucket_files_lie_in_the_sites_folder(monkeypatch, tmp_path):
    address, stores, _ = settings_with(monkeypatch, tmp_path)
    assert address == ""
    assert stores["documents"]["BACKEND"].endswith("ContentStoreOnDisk")
    assert stores["documents"]["OPTIONS"] == {"location": tmp_path / "documents"}


@pytest.mark.parametrize(
    ("address", "folder"),
    [("s3://kept", "documents"), ("s3://kept/", "documents"), ("s3://kept/of/the/portal/", "of/the/portal/documents")],
)
def test_with_one_documents_and_pictures_lie_in_it_and_what_is_made_again_does_not(
    monkeypatch, tmp_path, address, folder
):
    _, stores, pictures = settings_with(
        monkeypatch, tmp_path, FILES_BUCKET=address, FILES_S3_ENDPOINT="https://s3.example.org"
    )
    assert stores["documents"]["OPTIONS"] == {"bucket": "kept", "endpoint": "https://s3.example.org", "folder": folder}
    assert stores["default"]["BACKEND"] == pictures["public"]["main"]["ENGINE"]
    assert stores["default"]["OPTIONS"] == pictures["public"]["thumbnails"]["OPTIONS"]
    assert stores["renditions"]["OPTIONS"] == {"location": tmp_path / "media" / "renditions"}


@pytest.mark.parametrize("address", ["kept", "https://kept", "s3://", "s3://key:secret@kept", "s3://kept:9000/a"])
def test_an_address_that_names_no_bucket_stops_the_site_and_tells_no_key(monkeypatch, tmp_path, address):
    with pytest.raises(ImproperlyConfigured, match="FILES_BUCKET is named s3://bucket/prefix") as said:
        settings_with(monkeypatch, tmp_path, FILES_BUCKET=address)
    assert "secret" not in str(said.value)


@pytest.mark.django_db
@pytest.mark.usefixtures("site_store")
def test_the_doctor_writes_reads_and_leaves_nothing(store):
    (finding,) = storage()
    assert finding.line == "well services.storage: What is stored is read back as it was."
    folders, _ = store.listdir("")
    assert not [folder for folder in folders if store.listdir(folder)[1] not in ([], ["lock"])]


@pytest.mark.django_db
def test_the_doctor_finds_a_bucket_that_anybody_can_read(in_bucket, s3_client, as_the_sites_own, monkeypatch):
    as_the_sites_own("documents", in_bucket)
    real = ContentStoreInBucket.put_in_place

    def opened(store, spool, name, digest):
        real(store, spool, name, digest)
        s3_client.put_object_acl(**store.at(name), ACL="public-read")

    monkeypatch.setattr(ContentStoreInBucket, "put_in_place", opened)
    (finding,) = storage()
    assert finding.line.startswith("ill services.storage: Anybody can read the bucket")


@pytest.mark.django_db
def test_the_doctor_says_that_a_bucket_is_away(server, as_the_sites_own):
    server.refuses(403, "AccessDenied")
    as_the_sites_own("documents", ContentStoreInBucket(bucket="kept", folder="", endpoint=server.address))
    (finding,) = storage()
    assert finding.line.startswith("ill services.storage: Documents cannot be stored (OSError).")
