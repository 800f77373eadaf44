"""Encrypted for whoever has the private key, and for nobody by mistake."""

import io
import shutil
import subprocess

import pytest

from lscb_site.operations.backups.encryption import check_identity, opening, recipients_of
from lscb_site.operations.backups.trouble import BackupTrouble
from tests.faults.left_out import left_out
from tests.operations.backups.keys import new_key

pytestmark = pytest.mark.slow
BYTES = b"%PDF-1.7 " * 50_000


@pytest.fixture(params=["age", "ssh"])
def key(request, tmp_path):
    if request.param == "age":
        return new_key(tmp_path)
    if not shutil.which("ssh-keygen"):
        left_out("backups encrypted for a key of ssh: there is no ssh-keygen.")
    file = tmp_path / "ssh"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    return file, file.with_suffix(".pub").read_text().strip()


@pytest.mark.parametrize("content", [b"", BYTES])
def test_the_private_key_opens_what_the_public_one_closed(key, content):
    identity, public = key
    with recipients_of(public).sealing(io.BytesIO(content)) as sealed:
        closed = sealed.read()
    assert content == b"" or content[:20] not in closed
    with opening(io.BytesIO(closed), check_identity(identity)) as opened:
        assert opened.read() == content


def test_another_key_does_not_open_it_and_says_so(tmp_path):
    (_, public), (other, _) = new_key(tmp_path, "one"), new_key(tmp_path, "two")
    with recipients_of(public).sealing(io.BytesIO(BYTES)) as sealed:
        closed = sealed.read()
    with opening(io.BytesIO(closed), other) as opened, pytest.raises(BackupTrouble, match="identity does not open"):
        opened.read()


def test_what_was_changed_by_one_bit_does_not_open(tmp_path):
    identity, public = new_key(tmp_path)
    with recipients_of(public).sealing(io.BytesIO(BYTES)) as sealed:
        closed = bytearray(sealed.read())
    closed[-5] ^= 1
    with opening(io.BytesIO(closed), identity) as opened, pytest.raises(BackupTrouble):
        opened.read()


def test_a_file_of_several_keys_lets_each_of_them_open_it(tmp_path):
    (one, first), (two, second) = new_key(tmp_path, "one"), new_key(tmp_path, "two")
    (tmp_path / "keys").write_text(f"# of the Board\n{first}\n\n{second}\n")
    recipients = recipients_of(str(tmp_path / "keys"))
    with recipients.sealing(io.BytesIO(BYTES)) as sealed:
        closed = sealed.read()
    for identity in (one, two):
        with opening(io.BytesIO(closed), identity) as opened:
            assert opened.read() == BYTES
    assert recipients.ending != recipients_of(first).ending


def test_without_a_key_nothing_is_encrypted():
    assert recipients_of("") is None


@pytest.mark.parametrize("setting", ["age1notakey", "ssh-rsa nothing", "/not/there", "/dev/null"])
def test_a_setting_that_is_no_public_key_is_refused(setting):
    with pytest.raises(BackupTrouble, match="BACKUP_PUBLIC_KEY"):
        recipients_of(setting)


@pytest.mark.parametrize("in_a_file", [True, False])
def test_a_private_key_is_refused_and_not_repeated(tmp_path, in_a_file):
    identity, _ = new_key(tmp_path)
    secret = identity.read_text().splitlines()[-1]
    with pytest.raises(BackupTrouble, match=r"private|must hold public keys") as caught:
        recipients_of(str(identity) if in_a_file else secret)
    assert secret not in str(caught.value)


def test_without_the_program_it_says_how_to_get_it(tmp_path, monkeypatch):
    identity, public = new_key(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupTrouble, match="apt install age"):
        recipients_of(public)
    with pytest.raises(BackupTrouble, match="apt install age"):
        check_identity(identity)


@pytest.mark.parametrize(("identity", "said"), [(None, "--identity FILE"), ("not there", "is not there")])
def test_an_identity_is_asked_for(tmp_path, identity, said):
    with pytest.raises(BackupTrouble, match=said):
        check_identity(identity and tmp_path / identity)
