"""Makes the demonstration files from their sources: python lscb_site/content/demonstration/build.py [name ...]

Word and PowerPoint files come from Markdown; LibreOffice turns Word into tagged PDF. The same sources give the same
bytes with the same versions of the libraries: the date is the day they were written, never the clock's.
"""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import frontmatter
import pikepdf
from slides import write_slides
from word import write_word

HERE = Path(__file__).resolve().parent
NOTICE = "Demonstration copy. Written from public facts to show how this site works. The Board’s own file replaces it."
CAUTION = "Do not use it in practice, and do not quote it. If a child is in immediate danger, call 999."
AUTHOR = "London Safeguarding Children Board (demonstration)"
WRITTEN = datetime(2026, 11, 23, tzinfo=UTC)
PDF_OPTIONS = {
    "UseTaggedPDF": ("boolean", "true"),
    "PDFUACompliance": ("boolean", "true"),
    "ExportBookmarks": ("boolean", "true"),
    "DisplayPDFDocumentTitle": ("boolean", "true"),
    "InitialView": ("long", "0"),
    "Quality": ("long", "92"),
}


def main(names):
    for source in sorted((HERE / "sources").glob("*.md")):
        if not names or source.stem in names:
            build(source)


def build(source):
    post = frontmatter.load(source, encoding="utf-8")
    post.metadata.update(notice=NOTICE, caution=CAUTION, created=WRITTEN, keeper=AUTHOR)
    post.metadata.setdefault("heading", post["title"])
    target = HERE / post["file"]
    if target.suffix == ".pptx":
        target.write_bytes(steady_zip(write_slides(post)))
    elif target.suffix == ".docx":
        target.write_bytes(steady_zip(write_word(post)))
    else:
        target.write_bytes(as_pdf(write_word(post), post))
    sys.stdout.write(f"{target.name}: {target.stat().st_size / 1024:.0f} KB\n")


def steady_zip(content):
    """The same zip with the clock taken out of it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return result.getvalue()


def as_pdf(word, post):
    options = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in PDF_OPTIONS.items()})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.docx")
        path.write_bytes(word)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}"]
        subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True)  # noqa: S603 - files of ours
        return finished(path.with_suffix(".pdf"), post)


def finished(path, post):
    """The PDF with its title, language and dates made certain."""
    stamp = post["created"].strftime("D:%Y%m%d%H%M%SZ")
    with pikepdf.open(path) as pdf:
        for key in ("/ID", "/DocChecksum"):
            if key in pdf.trailer:
                del pdf.trailer[key]
        pdf.Root.Lang = pikepdf.String("en-GB")
        del pdf.Root.OpenAction
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for key in list(pdf.docinfo):
            del pdf.docinfo[key]
        pdf.docinfo.update(
            {
                "/Title": post["title"],
                "/Author": AUTHOR,
                "/Subject": post["subject"],
                "/CreationDate": stamp,
                "/ModDate": stamp,
            }
        )
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            for key in [key for key in xmp if key.endswith(("CreateDate", "ModifyDate", "MetadataDate", "DocumentID"))]:
                del xmp[key]
            xmp.load_from_docinfo(pdf.docinfo)
            xmp["dc:language"] = {"en-GB"}
            del xmp["pdfuaid:part"]  # a claim that nobody has tested
        result = io.BytesIO()
        pdf.save(
            result,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
        return result.getvalue()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
