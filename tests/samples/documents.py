"""Good files of every accepted kind, as small as they can be and still be real. Each maker returns bytes."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pptx
from pikepdf import Array, Dictionary, Name, String

from tests.samples import compound

ODT_TYPE = "application/vnd.oasis.opendocument.text"
ODF_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def new_pdf(pages: int = 1, text: str = "Safeguarding is everyone's business") -> pikepdf.Pdf:
    """An open PDF to add things to; save it with :func:`saved`."""
    document = pikepdf.new()
    font = document.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    for _ in range(pages):
        page = document.add_blank_page(page_size=(595, 842))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
        if text:
            page.obj.Contents = document.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
    return document


def saved(document, **options) -> bytes:
    """The bytes of anything with a ``save`` method; of a Word document without what its template brings along unused,
    which is nine tenths of it and costs every test that reads it."""
    if isinstance(document, docx.document.Document):
        without_unused_styles(document)
    buffer = io.BytesIO()
    document.save(buffer, **options)
    return buffer.getvalue()


def without_unused_styles(document) -> None:
    styles, used = document.styles.element, set(document.element.xpath("//w:tblStyle/@w:val"))
    for latent in styles.xpath("w:latentStyles"):
        styles.remove(latent)
    for style in styles.xpath("w:style[@w:type='table' and not(@w:default='1')]"):
        if style.get(docx.oxml.ns.qn("w:styleId")) not in used:
            styles.remove(style)


def pdf(pages: int = 1, text: str = "Safeguarding is everyone's business", *, title="", language="", tagged=False):
    document = new_pdf(pages, text)
    if title:
        document.docinfo["/Title"] = String(title)
    if language:
        document.Root.Lang = String(language)
    if tagged:
        document.Root.MarkInfo = Dictionary(Marked=True)
        document.Root.StructTreeRoot = document.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    return saved(document)


def docx_(text: str = "Working together", *, title: str = "", language: str = "") -> bytes:
    document = docx.Document()
    if text:
        document.add_paragraph(text)
    document.core_properties.title = title
    document.core_properties.language = language
    return saved(document)


def pptx_(slides: int = 2, *, title: str = "", text: str = "Learning from reviews") -> bytes:
    document = pptx.Presentation()
    for _ in range(slides):
        slide = document.slides.add_slide(document.slide_layouts[5])
        slide.shapes.title.text = text
    document.core_properties.title = title
    return saved(document)


def xlsx(sheets: int = 2, *, title: str = "", hidden: int = 0) -> bytes:
    document = openpyxl.Workbook()
    document.active["A1"] = "Borough"
    for number in range(1, sheets + hidden):
        document.create_sheet(f"Sheet {number}")
    for sheet in document.worksheets[sheets:]:
        sheet.sheet_state = "hidden"
    document.properties.title = title
    return saved(document)


def odt_parts(text="Working together", *, title="", pages="", language="en", country="GB") -> dict[str, str]:
    statistic = f'<meta:document-statistic meta:page-count="{pages}"/>' if pages else ""
    return {
        "mimetype": ODT_TYPE,
        "content.xml": f"<office:document-content {ODF_NAMESPACES}><office:scripts/><office:body><office:text>"
        f"<text:p><text:s/>{text}</text:p></office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {ODF_NAMESPACES}><office:meta><dc:title>{title}</dc:title>{statistic}"
        "</office:meta></office:document-meta>",
        "styles.xml": f"<office:document-styles {ODF_NAMESPACES}><style:text-properties "
        f'fo:language="{language}" fo:country="{country}"/></office:document-styles>',
        "META-INF/manifest.xml": "<manifest:manifest "
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/></manifest:manifest>',
    }


def odt(*args, **kwargs) -> bytes:
    return packed(odt_parts(*args, **kwargs))


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip of the parts in their order, an OpenDocument ``mimetype`` left uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, content, compress_type=method)
    return buffer.getvalue()


def parts_of(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def doc(*, flags: int = 0, **streams: bytes) -> bytes:
    """An old Word document as far as its structure goes: a compound file with a plausible WordDocument stream."""
    header = b"\xec\xa5\xc1\x00" + bytes(6) + flags.to_bytes(2, "little")
    return compound.compound_file({"WordDocument": header.ljust(4096, b"\0")} | streams)
