"""Each kind of thing that a file can hold and its pages do not show, and every sentence that an editor reads of it.

Django-free.
"""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    LOOK = "look"  # a publisher must say that it may be public, or there must be another file
    KNOW = "know"  # for information


@dataclass(frozen=True)
class Kind:
    """`name` heads it, `sentence` says who could see what, `advice` what to do. `is_removable` says that a clean copy
    can be made without it, changing nothing that readers see."""

    weight: Weight
    name: str
    sentence: str
    advice: str
    is_removable: bool = False

    @property
    def within_a_sentence(self) -> str:
        """The name with a small first letter: “sheets hidden from Excel’s own list”."""
        return self.name[:1].lower() + self.name[1:]


def look(name: str, sentence: str, advice: str, *, is_removable: bool = False) -> Kind:
    return Kind(Weight.LOOK, name, sentence, advice, is_removable)


def know(name: str, sentence: str, advice: str, *, is_removable: bool = False) -> Kind:
    return Kind(Weight.KNOW, name, sentence, advice, is_removable)


# Menus are those of Office 2019 to 365, LibreOffice and Acrobat. A clean copy is offered on the screen that makes one,
# and not here: an upload that is refused has no such screen.
REDACT = (
    "A box drawn over words does not remove them. In the program that made the document, delete the words and write "
    "“[name removed]” instead, make a new PDF and choose that. If you only have the PDF: in Acrobat, Redact a PDF, "
    "mark the words, Apply, save as a new file and choose that. This site cannot redact for you."
)
ORIGINAL = "Delete them in the program that made the document, save or export it again, and choose that."
INSPECT = "in Office: File, Info, Check for Issues, Inspect Document, Inspect"
HIDDEN_TEXT = (
    "In Word: File, Info, Check for Issues, Inspect Document, Inspect, and Remove All beside Hidden Text. Save, and "
    "choose that."
)
ACCEPT = (
    "In Word: Review, the arrow under Accept, Accept All Changes. In LibreOffice: Edit, Track Changes, Accept All. "
    "Save, and choose that."
)
SHOWN_ALONE = (
    "In Excel: select the table, then Home, Find & Select, Go To Special, Visible cells only, OK. Copy, and in a new "
    "workbook choose Paste Special, Values. Save, and choose that."
)
KINDS = {
    # Could not be looked at
    "not_checked": look(
        "This file could not be checked for hidden content",
        "The check did not come to its end, so it may hold anything.",
        "Open it, and look for words under boxes, comments and hidden parts. Or save a new copy in its own program, "
        "and choose that.",
    ),
    # PDF
    "covered_text": look(
        "Words under a box or a picture",
        "The page does not show them. Anybody who copies the text, or lifts the box, reads them.",
        REDACT,
    ),
    "covered_picture": look(
        "Part of a picture under a box",
        "The page does not show it. Anybody who takes the picture out of the file, or lifts the box, sees it.",
        "Black out that part in a picture editor (Paint, for one), put the new picture into the document, make a new "
        "PDF and choose that. Of a paper: black it out on a photocopy, and scan that.",
    ),
    "unapplied_redaction": look(
        "Marked for redaction, and not redacted",
        "The marks only say what is to be removed. Everything under them is still there.",
        "In Acrobat: Redact a PDF, Apply, save as a new file, and choose that.",
    ),
    "invisible_text": look(
        "Words that nobody can see",
        "They have the colour of the page, or are too small to read, or transparent. Copying and searching find them.",
        ORIGINAL,
    ),
    "spoken_text": look(
        "Other words than the page shows",
        "They stand behind what is shown. Copying and searching find them, and they are read aloud in its place.",
        "In a PDF editor delete the actual or alternate text of these words, or print it to a new PDF. Choose what "
        "that makes.",
    ),
    "outside_page": look(
        "Words outside the page", "They lie beyond the edge that is shown. Copying and searching find them.", ORIGINAL
    ),
    "hidden_layer": look(
        "A layer that is switched off",
        "Readers of the file can switch it on.",
        "In Acrobat: the Layers panel, Options, Flatten Layers, save as a new file, and choose that. Or delete the "
        "layer in the program that made the document.",
    ),
    "bookmark": look(
        "A bookmark that names what no page says",
        "Readers’ programs list the bookmarks beside the pages, and searching finds them.",
        "Rename or delete the bookmark in a PDF editor, save a new copy, and choose that.",
    ),
    "earlier_words": look(
        "Words of an earlier version",
        "The file keeps what it said before it was changed, and readers can bring it back.",
        "A PDF: choose Print, Microsoft Print to PDF. A LibreOffice file: File, Versions, delete them, and save. "
        "Choose what that makes.",
        is_removable=True,
    ),
    "earlier_version": know(
        "It was saved on top of an earlier version",
        "The file keeps what was changed. No words were found in it that readers do not see now.",
        "If it should not be there, print the file to a new PDF and choose that.",
        is_removable=True,
    ),
    "attachment": look(
        "A file inside the file",
        "Readers can take it out.",
        "In Acrobat: the Attachments panel (a paper clip), delete it, save, and choose that.",
    ),
    "form_answer": look(
        "A form that somebody filled in",
        "What was typed is in the file, also where it is not printed.",
        "In Acrobat: Prepare a form, More, Clear Form. Save, and choose that. Or choose the empty form.",
    ),
    "form_script": know(
        "A form that calculates or checks what is typed",
        "Its scripts do only that: they are the PDF editor’s own for dates, sums and numbers.",
        "Nothing.",
    ),
    "page_picture": know(
        "Small pictures of its pages",
        "They may have been made before the pages were changed.",
        "If the pages were changed, export the PDF again without page thumbnails and choose that.",
        is_removable=True,
    ),
    "program_data": know(
        "What the program that made it keeps for itself",
        "It can hold the whole drawing as it was before it was finished.",
        "If the drawing was ever different, save it again and choose that. In Illustrator: Save As, Adobe PDF, "
        "without Preserve Illustrator Editing Capabilities.",
        is_removable=True,
    ),
    # PDF, Word, OpenDocument, PowerPoint, Excel
    "comment": look(
        "Comments",
        "Readers of the file see them, or can.",
        f"Delete them: {INSPECT}, and Remove All beside Comments. In LibreOffice: the arrow in a comment, Delete All "
        "Comments. In Acrobat: the Comments panel, select all, Delete. Save, and choose that.",
        is_removable=True,
    ),
    "property_person": know(
        "Its properties name a person or an organisation, or keep a remark",
        "Anybody can open the properties of a file.",
        f"If that should not be public, {INSPECT}, and Remove All beside Document Properties and Personal Information."
        " In LibreOffice: File, Properties, Reset Properties. In Acrobat: File, Properties. Save, and choose that.",
        is_removable=True,
    ),
    "property_words": know(
        "Its title, subject or keywords say what its pages do not",
        "Anybody can open the properties of a file, and programs show its title above it.",
        "Change them there, save and choose that, if they should not be public.",
    ),
    # Word and OpenDocument
    "hidden_text": look(
        "Hidden text",
        "Readers of the file can switch it on.",
        f"{HIDDEN_TEXT} In LibreOffice: View, Formatting Marks, and delete what then appears.",
    ),
    "hidden_section": look(
        "A hidden section",
        "Readers of the file can switch it on.",
        "In LibreOffice: Format, Sections, choose the section, take the tick from Hide, OK. Delete what appears, "
        "save, and choose that.",
    ),
    "tracked_deletion": look(
        "Deleted words that are kept as tracked changes",
        "Readers of the file can bring them back, and see who deleted them.",
        ACCEPT,
        is_removable=True,
    ),
    "tracked_insertion": look(
        "Words that were inserted and not yet accepted",
        "Readers of the file see who wrote them, and when.",
        ACCEPT,
        is_removable=True,
    ),
    "revision_author": know(
        "Names of those who changed it",
        "They stand beside tracked changes and comments.",
        "If they should not be public, accept all changes, delete all comments, save, and choose that.",
        is_removable=True,
    ),
    "embedded_object": look(
        "A whole file behind an object",
        "A table or drawing from another program brings all of its file along, also what the page does not show.",
        "Cut the object, choose Paste Special, Picture, and save. Choose that.",
    ),
    "chart_workbook": look(
        "A workbook behind a chart",
        "It holds more than the chart shows, and readers can open it.",
        "Cut the chart, choose Paste Special, Picture, and save. Choose that.",
    ),
    "cropped_picture": look(
        "A cropped picture",
        "The part that was cut off is still in the file, and readers can bring it back.",
        "In Office: click the picture, then Picture Format, Compress Pictures, Delete cropped areas of pictures, OK. "
        "Save, and choose that.",
    ),
    "picture_location": look(
        "A photograph says where it was taken",
        "Anybody who takes it out of the file can read the place.",
        "In Windows: right-click the photograph, Properties, Details, Remove Properties and Personal Information. Put"
        " that photograph into the document instead, save, and choose that.",
        is_removable=True,
    ),
    "picture_camera": know(
        "A photograph says how it was taken",
        "The camera, the day or the camera’s owner stand in the picture.",
        "If that should not be public: in Windows, right-click the photograph, Properties, Details, Remove Properties"
        " and Personal Information. Put that photograph into the document instead, save, and choose that.",
        is_removable=True,
    ),
    "custom_xml": know(
        "Data that another system put into it",
        "SharePoint and forms keep what was typed into them inside the file.",
        f"If that should not be public, {INSPECT}, and Remove All beside Custom XML Data. Save, and choose that.",
        is_removable=True,
    ),
    "template_path": know(
        "Where its template or a linked file is kept",
        "Such an address often has the name of a person or a server in it.",
        "If that should not be public, in Word: Developer, Document Template, write Normal in the place of that "
        "address, OK. A linked file: File, Info, Edit Links to Files, Break Link. Save, and choose that.",
        is_removable=True,
    ),
    # PowerPoint
    "speaker_notes": look(
        "Speaker notes",
        "Readers of the file can open them.",
        "If they are meant for readers, say so below. If not, in PowerPoint: File, Info, Check for Issues, Inspect "
        "Document, Inspect, and Remove All beside Presentation Notes. Save, and choose that.",
        is_removable=True,
    ),
    "hidden_slide": look(
        "Hidden slides",
        "Readers of the file can open them.",
        "In PowerPoint: right-click each slide whose number is crossed out, Delete Slide. Save, and choose that.",
        is_removable=True,
    ),
    "off_slide": look("Words beside the slide", "They lie beyond its edge. Copying and searching find them.", ORIGINAL),
    # Excel
    "hidden_sheet": look(
        "Hidden sheets",
        "Readers can unhide them with two clicks.",
        "In Excel: right-click the name of a sheet, Unhide, OK. Then right-click its name, Delete. Save, and choose "
        "that.",
    ),
    "very_hidden_sheet": look(
        "Sheets hidden from Excel’s own list",
        "Readers can bring them back with a small program.",
        "Copy the sheets that are shown into a new workbook with Paste Special, Values, save, and choose that. Or ask"
        " whoever made the file to delete the hidden ones.",
    ),
    "hidden_rows": look("Hidden rows", "Readers can unhide them with two clicks.", SHOWN_ALONE),
    "filtered_rows": look("Rows that a filter leaves out", "Readers can clear the filter with a click.", SHOWN_ALONE),
    "hidden_columns": look("Hidden columns", "Readers can unhide them with two clicks.", SHOWN_ALONE),
    "hidden_cells": look(
        "Cells whose value is not shown",
        "Their format or colour hides it, something lies on it, or it was left behind. Readers can bring it back.",
        "In Excel: select them, then Home, Clear, Clear All. Save, and choose that.",
    ),
    "cached_values": look(
        "Values that are kept from another file or table",
        "A pivot table or a link keeps a copy of what it was made from, also of what is not shown.",
        "In Excel: select the table, Copy, and in a new workbook choose Paste Special, Values. Save, and choose that.",
    ),
    "external_link": know(
        "Links to other workbooks",
        "Such an address often has the name of a person or a server in it.",
        "If that should not be public, in Excel: Data, Edit Links (or Workbook Links), Break Link. Save, and choose "
        "that.",
    ),
}
MUST_BE_ANSWERED = frozenset(code for code, kind in KINDS.items() if kind.weight is Weight.LOOK)
