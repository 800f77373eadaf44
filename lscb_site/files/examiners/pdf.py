"""Examines a PDF (ISO 32000-2) for whatever acts, hides or locks, wherever in the file it hangs.

Every indirect object is looked at rather than the few places where actions belong (/OpenAction, /AA, /Names,
annotations, outlines, form fields): readers disagree about those places, and an object list has no blind spots.
"""

import re

import pikepdf

from lscb_site.files.examiners.form_scripts import functions_of
from lscb_site.files.finders.pdf.attachments import attachments
from lscb_site.files.kinds import FileKind
from lscb_site.files.refusals import Refusal

# qpdf writes names in canonical form, so #-escapes such as /J#53 are already undone here.
SUSPECT = re.compile(rb"/(JavaScript|JS|Launch|EF|EmbeddedFile|FileAttachment|RichMedia|Movie|Sound|Screen|3D)\b")
SCRIPT_HOLDERS = (pikepdf.String, pikepdf.Stream, str, bytes)
FILE_KEYS = ("/F", "/UF", "/DOS", "/Mac", "/Unix")
MEDIA_ANNOTATIONS = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
MAX_WARNINGS = 500


def examine(path: str) -> tuple[FileKind, list[str]]:
    # qpdf's own guards against streams that unpack to gigabytes while the file is opened.
    pikepdf.settings.set_qpdf_limits(flate_max_memory=2**27, doc_max_warnings=MAX_WARNINGS)
    try:
        with pikepdf.open(path, suppress_warnings=True) as document:
            return FileKind.PDF, _remarks(document)
    except pikepdf.PasswordError:
        raise Refusal("password") from None
    except (pikepdf.PikepdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # What pikepdf raises on malformed structure depends on which object is malformed.
        raise Refusal("damaged") from None


def _remarks(document: pikepdf.Pdf) -> list[str]:
    if len(document.pages) == 0:
        raise Refusal("damaged")
    form = document.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        raise Refusal("xfa")
    try:
        for thing in document.objects:
            _check(thing)
    except Refusal as refusal:
        if refusal.code != "embedded_files":
            raise
        raise Refusal(refusal.code, names=[name for _, _, name in attachments(document, [])]) from None
    remarks = []
    if document.is_encrypted:
        remarks.append("owner_password")
    if document.get_warnings():
        remarks.append("repaired")
    return remarks


def _check(thing: pikepdf.Object) -> None:
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Array)):
        return
    # Most objects are cleared by one search of their written form; only suspects are walked.
    if not SUSPECT.search(thing.unparse(resolved=True)):
        return
    pending = [thing]
    while pending:
        container = pending.pop()
        if isinstance(container, pikepdf.Dictionary):
            _check_dictionary(container)
            values = [value for _, value in container.items()]
        else:
            values = list(container)
        pending += [
            value
            for value in values
            if isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect
        ]


def _check_dictionary(dictionary: pikepdf.Dictionary) -> None:
    action = dictionary.get("/S")
    script = dictionary.get("/JS")
    if (action == "/JavaScript" or isinstance(script, SCRIPT_HOLDERS)) and not functions_of(script):
        raise Refusal("javascript")
    if action == "/Launch":
        raise Refusal("launch")
    if dictionary.get("/Type") == "/EmbeddedFile" or dictionary.get("/Subtype") == "/FileAttachment":
        raise Refusal("embedded_files")
    files = dictionary.get("/EF")
    # A font or picture resource may happen to be named EF; a file specification's EF holds streams.
    if isinstance(files, pikepdf.Dictionary) and any(isinstance(files.get(k), pikepdf.Stream) for k in FILE_KEYS):
        raise Refusal("embedded_files")
    if dictionary.get("/Subtype") in MEDIA_ANNOTATIONS and "/Rect" in dictionary:
        raise Refusal("media")
