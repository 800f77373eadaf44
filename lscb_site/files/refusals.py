"""Every reason a file can be refused or remarked upon, and the sentence an editor reads. Each says what to do.

The child process answers with a code from here, never with words. The one thing of a hostile file that can reach an
editor's screen are the names of files inside it, cleaned and cut short (`names.listed`).
"""

from collections.abc import Sequence

from lscb_site.files.names import listed

SENTENCES = {
    # Before the file is opened
    "empty": "This file is empty. Choose it again, or ask its author for a new copy.",
    "too_large": "This file is %(size)s and the limit is %(limit)s. Save a smaller copy and choose that.",
    "extension": "A file ending in “%(extension)s” cannot be published. Choose one of these: %(allowed)s.",
    "no_extension": "The name of this file does not end in its type. Choose one of these: %(allowed)s.",
    "web_page": "This is a web page, not a document. Print it to PDF and choose that.",
    "svg": "This is an SVG drawing, not a document. Put it in a PDF or Word document and choose that.",
    "script": "This is a script, not a document. Choose the document itself.",
    "program": "This is a program, not a document. Choose the document itself.",
    "picture": "This is a picture, not a document. Put it in a PDF or Word document, with a text that says what it "
    "shows, and choose that.",
    "template": "This is a template. Open it, save it as a document (.docx, .pptx, .xlsx or .odt) and choose that.",
    "plain_text": "This is plain text. Paste it into Word, save it as a Word document (.docx) and choose that.",
    "other_sheet": "This is a spreadsheet of another program. Save it as an Excel workbook (.xlsx) and choose that.",
    "other_slides": "This is a presentation of another kind. Save it as a PowerPoint presentation (.pptx) or a PDF and "
    "choose that.",
    "other_text": "This is a document of another program. Save it as a Word document (.docx) or a PDF and choose that.",
    "email": "This is an e-mail. Save the document that is attached to it, and choose that.",
    "media_file": "This is sound or film, not a document. Put it where films are kept, link to it from a page, "
    "and choose a document here.",
    "publisher": "This is a file of a layout program. Export it as a PDF and choose that.",
    "rich_text": "This is a rich text (RTF) file. Open it in Word, save it as a Word document (.docx) and choose that.",
    "archive": "This is an archive of files, not a document. Take the document out of it and choose that.",
    "unknown": "This is not a document we recognise. Choose one of these: %(allowed)s.",
    "wrong_type": "The name of this file ends in .%(extension)s but it is a different type. "
    "Save it from its own program as a %(label)s and choose that.",
    "old_office": "This is an old Office file. Open it, save it in the current format (.docx, .pptx or .xlsx) "
    "and choose that.",
    "truncated": "This file is incomplete. Choose it again, or ask its author for a new copy.",
    "leading_bytes": "There is something else in front of this document. Open it, save a new copy and choose that.",
    "trailing_bytes": "There is another file behind this document. Open it, save a new copy and choose that.",
    # Found in its structure
    "damaged": "This file is damaged and cannot be opened. Ask its author for a new copy and choose that.",
    "password": "This file is protected by a password. Save a copy without one and choose that.",
    "macros": "This file contains macros. Save a copy without them and choose that.",
    "active_content": "This file contains active controls. Remove them, save a copy and choose that.",
    "javascript": "This PDF contains scripts (JavaScript) that do more than check and add up dates and numbers. "
    "To keep its form: in Acrobat, choose Prepare a form and empty Actions and Calculate in the properties of each "
    "field, then choose Use JavaScript, Document JavaScripts, and delete all. In LibreOffice, remove the events and "
    "macros of the form and export it to PDF again. If it is no form, print it to a new PDF. Then choose that.",
    "launch": "This PDF can start a program. Print it to a new PDF and choose that.",
    "embedded_files": "This file has other files inside it%(names)s. Save a copy without them and choose that.",
    "media": "This PDF has sound, film or other media inside it. Print it to a new PDF and choose that.",
    "xfa": "This PDF is an Adobe XFA form, which most readers cannot open. In the program that made it, save it as a "
    "static PDF form (Acrobat form) to keep the form; or print it to a new PDF. Then choose that.",
    "remote_content": "This document loads part of itself from another site%(names)s. Remove that link (in Word: File, "
    "Info, Edit links to files), save a copy and choose that.",
    "remote_template": "The template of this document lies on another site%(names)s. In Word: Developer, Document "
    "template, write Normal in the place of that address, OK. Without a Developer tab: File, Options, Customise "
    "ribbon, tick Developer. Then save a copy and choose that.",
    "bomb": "This file is packed so tightly that it cannot be examined. Save a new copy from its own program "
    "and choose that.",
    "entities": "This document is written in an unsafe way. Save a new copy from its own program and choose that.",
    "unsafe_package": "This document is packed in an unsafe way. Save a new copy from its own program and choose that.",
    # The examination itself did not finish
    "too_slow": "This file took too long to examine. Save a new or smaller copy and choose that.",
    "too_hungry": "This file needs too much memory to examine. Save a new or smaller copy and choose that.",
    "not_examined": "This file could not be examined. Save a new copy from its own program and choose that.",
    # The virus scanner's word
    "infected": "The virus scanner knows this file as harmful. Tell whoever sent it, and choose a clean copy.",
    "not_scanned": "The virus scanner does not answer, so nothing was kept. Choose this file again in a few minutes.",
    # The Board's
    "erased": "An Administrator erased this very file from the site, so it cannot come back. Choose another, "
    "or ask an Administrator.",
    # The disk's
    "not_stored": "Nothing was saved. The server could not store this file. What you typed is still here. "
    "Try again in a minute, and tell whoever runs the site if it happens again.",
    "no_longer_kept": "This file is no longer kept. Choose it again.",
}

REMARKS = {
    "owner_password": "This PDF limits printing or copying. People using screen readers may be kept out; "
    "save a copy without limits if you can.",
    "repaired": "Part of this PDF is damaged and readers’ programs must repair it. Save a new copy if you can.",
}


class Refusal(Exception):
    """A file must not be published, for the reason ``code`` (a key of :data:`SENTENCES`).

    Django-free, for examiners; :func:`lscb_site.files.inspection.inspect` turns it into a form error.
    """

    def __init__(self, code: str, *, names: Sequence[str] = (), **detail: str):
        """``names`` of files inside the file, as they stand there; ``detail`` is what the sentence leaves open."""
        super().__init__(code)
        self.code = code
        self.names = names
        self.detail = detail

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % ({"names": listed(self.names)} | self.detail)
