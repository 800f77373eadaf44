"""Builds Office and OpenDocument files from the XML of their parts, for what the libraries cannot write."""

import io

import docx
from PIL import Image

from tests.samples import documents, papers

SEEN = "Everybody may read this sentence."
W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def insert(part: bytes, before: str, more: str) -> bytes:
    assert before.encode() in part, before
    return part.replace(before.encode(), (more + before).encode(), 1)


def word(body: str, *, styles: str = "", settings: str = "", related: dict[str, tuple[str, str | bytes]] | None = None):
    """A Word document with this body, below a sentence that is seen. ``related``: part -> (kind of its link, XML)."""
    parts = documents.parts_of(documents.docx_(""))
    parts["word/document.xml"] = f"<w:document {W}><w:body>{para(run(SEEN))}{body}</w:body></w:document>".encode()
    if styles:
        parts["word/styles.xml"] = insert(parts["word/styles.xml"], "</w:styles>", styles)
    if settings:
        parts["word/settings.xml"] = insert(parts["word/settings.xml"], "</w:settings>", settings)
    for number, (name, (kind, content)) in enumerate((related or {}).items()):
        is_there = f"word/{name}" in parts  # in the library's template, with all that names it
        parts[f"word/{name}"] = content.encode() if isinstance(content, str) else content
        if is_there:
            continue
        relate(parts, "word/document.xml", f"rIdX{number}", kind, name)
        if name.endswith(".xml"):
            declare(parts, f"/word/{name}", f"{WORD_TYPE}.{kind}+xml")
    return documents.packed(parts)


def relate(parts: dict, part: str, identifier: str, kind: str, target: str, *, is_external: bool = False) -> None:
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    mode = ' TargetMode="External"' if is_external else ""
    kind = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    one = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{mode}/>'
    parts[rels] = insert(parts.get(rels, empty), "</Relationships>", one)


def declare(parts: dict, name: str, content_type: str) -> None:
    one = f'<Override PartName="{name}" ContentType="{content_type}"/>'
    parts["[Content_Types].xml"] = insert(parts["[Content_Types].xml"], "</Types>", one)


def declare_ending(parts: dict, ending: str, content_type: str) -> None:
    if f'Extension="{ending}"'.encode() not in parts["[Content_Types].xml"]:
        one = f'<Default Extension="{ending}" ContentType="{content_type}"/>'
        parts["[Content_Types].xml"] = insert(parts["[Content_Types].xml"], "</Types>", one)


def changed(package: bytes, part: str, old: str, new: str, *, times: int = 1) -> bytes:
    """The package with words of one part replaced; fails where they are not there."""
    parts = documents.parts_of(package)
    assert old.encode() in parts[part], (part, old)
    parts[part] = parts[part].replace(old.encode(), new.encode(), times)
    return documents.packed(parts)


def box(content: str, *, width=2_000_000, height=900_000, fill="<a:noFill/>", at="", hidden="", behind="0") -> str:
    """A paragraph with a text box, as Word 2010 and later draw it, with what older ones draw instead."""
    return para(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="{behind}">{at}'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="7" name="Text box"{hidden}/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:spPr>'
        f"{fill}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def photo(*, located: bool = False, camera: bool = False, kind: str = "JPEG", size=(60, 40)) -> bytes:
    image = Image.new("RGB", size, (30, 120, 60))
    exif = Image.Exif()
    exif[0x0112] = 1  # upright: without a tag of its own Pillow writes none of it into a PNG
    if located:
        exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 12.0), 3: "W", 4: (0.0, 7.0, 30.0)})
    if camera:
        exif[0x010F], exif[0x0110] = "Pentaxo", "K-9"
    written = io.BytesIO()
    image.save(written, kind, exif=exif)
    return written.getvalue()


def word_with_picture(data: bytes, crop: str = "") -> bytes:
    document = docx.Document()
    document.add_paragraph(SEEN)
    document.add_picture(io.BytesIO(photo()))
    parts = documents.parts_of(documents.saved(document))
    (name,) = (name for name in parts if name.startswith("word/media/"))
    package = documents.packed(parts | {name: data})
    return changed(package, "word/document.xml", "<a:stretch>", f"{crop}<a:stretch>") if crop else package


def odt(body: str, *, automatic: str = "", parts: dict | None = None, meta: str = "", namespaces: str = "") -> bytes:
    """An OpenDocument text with this body, below a sentence that is seen."""
    made = documents.parts_of(papers.odt_of(f"<text:p>{SEEN}</text:p>{body}"))
    more = (
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" '
    )
    content = made["content.xml"].replace(b"<office:document-content ", f"<office:document-content {more}".encode())
    content = content.replace(
        b"<office:body>", f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body>".encode()
    )
    made["content.xml"] = content
    if meta:
        made["meta.xml"] = insert(made["meta.xml"], "</office:meta>", meta)
    return documents.packed(made | (parts or {}))
