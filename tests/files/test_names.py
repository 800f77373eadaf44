import pytest

from lscb_site.files.kinds import FileKind
from lscb_site.files.names import extension_of, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Threshold guidance 2015.pdf", "Threshold guidance 2015.pdf"),
        ("Children's plan (final).PDF", "Children's plan (final).pdf"),
        ("Ochrona dzieci – wytyczne łąśż.pdf", "Ochrona dzieci – wytyczne łąśż.pdf"),
        ("حماية الأطفال.pdf", "حماية الأطفال.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("report\u202efdp.exe.pdf", "reportfdp.exe.pdf"),
        ("re\u200bport\u0000\x1b.pdf", "report.pdf"),
        ("two\r\nSet-Cookie: a=b.pdf", "two Set-Cookie a=b.pdf"),
        ("con.pdf", "document-con.pdf"),
        ("LPT1.anything.pdf", "document-LPT1.anything.pdf"),
        ("a   b\t\tc.pdf", "a b c.pdf"),
        ("name. . ..pdf", "name.pdf"),
        ("a<b>|c?.pdf", "a b c.pdf"),
        ("....pdf", "document.pdf"),
        ("", "document.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("report.docx", "report.docx.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_names_are_made_safe(name, safe):
    assert safe_name(name, FileKind.PDF) == safe


def test_names_fit_file_systems_that_count_bytes():
    assert len(safe_name("字" * 300, FileKind.PDF).encode()) <= 200


def test_a_safe_name_stays_as_it_is():
    once = safe_name("…/Ünsafe\u202e \x00 näme.. ?.pdf", FileKind.PDF)
    assert safe_name(once, FileKind.PDF) == once


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.PDF", "pdf"),
        ("a.pdf ", "pdf"),
        ("a.pdf.", "pdf"),
        ("a.p\u202edf", "pdf"),
        ("a", ""),
        (".pdf", ""),
        ("a.pdf/b", ""),
        ("a.pdf.exe", "exe"),
    ],
)
def test_the_extension_is_what_follows_the_last_dot(name, extension):
    assert extension_of(name) == extension
