"""What a store promises, of the one on a disk and of the one in a bucket."""

import hashlib
import io
import time
from contextlib import closing

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from lscb_site.files.content_store import Fault, content_name
from lscb_site.files.stored_object import PART

pytestmark = pytest.mark.django_db  # hosts that share a bucket wait for each other in the database

WHOLE = b"%PDF-1.7 all of it"
NAME = content_name(hashlib.sha256(WHOLE).hexdigest(), "a.pdf")
EARLIER = time.time() - 60


def later() -> float:
    return time.time() + 60


def nobody(name: str) -> bool:
    return False


def test_bytes_lie_under_their_digest_and_come_back(store):
    assert store.glance(NAME) == store.fault_of(NAME) == Fault.MISSING
    assert not store.exists(NAME)
    assert store.save("A.PDF", ContentFile(WHOLE)) == NAME
    assert store.save("again.pdf", ContentFile(WHOLE)) == NAME
    assert store.exists(NAME)
    assert store.size(NAME) == len(WHOLE)
    assert store.get_modified_time(NAME).timestamp() == pytest.approx(time.time(), abs=30)
    assert store.fault_of(NAME, len(WHOLE)) is store.glance(NAME, len(WHOLE)) is None
    with store.open(NAME) as file:
        assert file.read() == WHOLE
        assert file.size == len(WHOLE)
    with store.local(NAME) as path, open(path, "rb") as file:
        assert file.read() == WHOLE


def test_what_is_not_there_is_said_so(store):
    with pytest.raises(FileNotFoundError):
        store.open(NAME)
    with pytest.raises(FileNotFoundError), store.local(NAME) as path, open(path, "rb"):
        pass
    with pytest.raises(FileNotFoundError):
        store.size(NAME)


@pytest.mark.parametrize(
    ("lies_there", "glanced"),
    [(b"", Fault.DAMAGED), (WHOLE[:5], Fault.DAMAGED), (b"x" * len(WHOLE), None)],
    ids=["nothing in it", "a stump", "other bytes of this size"],
)
def test_damage_is_found_and_the_right_bytes_mend_it(store, damage, lies_there, glanced):
    store.save("a.pdf", ContentFile(WHOLE))
    damage(NAME, lies_there)
    assert store.glance(NAME, len(WHOLE)) == glanced
    assert store.fault_of(NAME, len(WHOLE)) == store.fault_of(NAME) == Fault.DAMAGED
    assert store.save("a.pdf", ContentFile(WHOLE)) == NAME
    assert store.fault_of(NAME, len(WHOLE)) is None


def test_bytes_that_break_off_leave_nothing(store):
    class BreaksOff(ContentFile):
        def chunks(self, chunk_size=None):
            yield WHOLE[:5]
            raise OSError("The upload broke off")

    with pytest.raises(OSError, match="broke off"):
        store.save("a.pdf", BreaksOff(WHOLE))
    assert store.names_of(hashlib.sha256(WHOLE[:5]).hexdigest()) == store.names_of(hashlib.sha256(WHOLE).hexdigest())
    assert list(store.sweep(later(), nobody)) == []


def test_what_is_handed_out_can_be_sought(store):
    content = bytes(range(256)) * (PART // 100)  # of several parts
    name = store.save("a.pdf", ContentFile(content))
    source = store.source(name)
    with closing(open(source, "rb") if isinstance(source, str) else source) as file:
        assert file.seek(0, io.SEEK_END) == len(content)
        assert file.read(10) == b""
        file.seek(PART - 3)
        assert file.read(3) + file.read(3) == content[PART - 3 : PART + 3]
        file.seek(-5, io.SEEK_END)
        assert file.read() == content[-5:]
        file.seek(0)
        assert file.read() == content


def test_each_ending_of_the_same_bytes_is_found(store):
    names = {store.save(name, ContentFile(WHOLE)) for name in ("a.pdf", "b.docx")}
    store.save("c.pdf", ContentFile(b"others"))
    assert set(store.names_of(hashlib.sha256(WHOLE).hexdigest())) == names


def test_what_is_noted_and_not_named_goes_and_what_was_kept_never(store):
    unnamed, named = store.save("a.pdf", ContentFile(WHOLE)), store.save("b.pdf", ContentFile(b"named"))
    kept = store.save("c.pdf", ContentFile(b"kept"))
    store.keep(kept)
    assert list(store.sweep(EARLIER, nobody)) == []  # too young
    assert list(store.sweep(later(), lambda name: name == named)) == [unnamed]
    assert not store.exists(unnamed)
    assert store.exists(named)
    assert list(store.sweep(later(), nobody)) == []  # looked at once
    store.note(named)
    assert list(store.sweep(later(), nobody)) == [named]
    assert store.exists(kept)


def test_what_is_noted_again_while_it_is_looked_at_stays(store, monkeypatch):
    name = store.save("a.pdf", ContentFile(WHOLE))
    monkeypatch.setattr(store, "is_noted_before", lambda name, moment: False)
    assert list(store.sweep(later(), nobody)) == []
    assert store.exists(name)
    monkeypatch.undo()
    assert list(store.sweep(later(), nobody)) == [name]


def test_what_is_destroyed_is_gone_with_its_note(store):
    name = store.save("a.pdf", ContentFile(WHOLE))
    store.destroy(name)
    assert not store.exists(name)
    assert list(store.sweep(later(), nobody)) == []
    store.delete(name)  # what is not there can be deleted


@pytest.mark.parametrize("name", ["../outside.pdf", "ab/../../outside.pdf", "/etc/passwd"])
def test_no_name_leads_out_of_the_store(store, name):
    for act in (store.open, store.delete, store.glance, store.source):
        with pytest.raises(SuspiciousFileOperation):
            act(name)
