"""PDFs that must not be accepted, or only with a warning: each maker returns the bytes of one trick."""

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.samples import documents


def _script():
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def changed(change) -> bytes:
    document = documents.new_pdf()
    change(document)
    return documents.saved(document)


def _set(path, value):
    def change(document):
        target = document.Root if path[0] == "Root" else document.pages[0].obj
        for key in path[1:-1]:
            if f"/{key}" not in target:
                target[f"/{key}"] = Dictionary()
            target = target[f"/{key}"]
        target[f"/{path[-1]}"] = value

    return change


def javascript_on_opening():
    return changed(_set(["Root", "OpenAction"], _script()))


def javascript_in_names():
    return changed(_set(["Root", "Names", "JavaScript"], Dictionary(Names=Array([String("a"), _script()]))))


def javascript_in_page_actions():
    return changed(_set(["Page", "AA"], Dictionary(O=_script())))


def javascript_in_annotation():
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=Dictionary(Next=_script()))
    return changed(_set(["Page", "Annots"], Array([link])))


def javascript_hidden_by_name_escapes():
    return javascript_on_opening().replace(b"/JavaScript", b"/J#61vaScript")


def javascript_in_object_stream():
    document = documents.new_pdf()
    document.Root.OpenAction = document.make_indirect(_script())
    return documents.saved(document, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def launch():
    return changed(_set(["Root", "OpenAction"], Dictionary(S=Name.Launch, F=String("cmd.exe"))))


def embedded_file():
    document = documents.new_pdf()
    document.attachments["notes.txt"] = b"hello"
    return documents.saved(document)


def rich_media():
    return changed(
        _set(["Page", "Annots"], Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 9, 9]))]))
    )


def xfa():
    return changed(lambda document: _set(["Root", "AcroForm", "XFA"], document.make_stream(b"<xdp/>"))(document))


def password():
    return documents.saved(documents.new_pdf(), encryption=pikepdf.Encryption(user="secret", owner="secret"))


def owner_password():
    return documents.saved(documents.new_pdf(), encryption=pikepdf.Encryption(user="", owner="secret"))


def truncated():
    whole = documents.pdf(pages=20)
    return whole[: len(whole) // 2]


def damaged():
    return b"%PDF-1.7\n" + b"nothing at all " * 100 + b"\nstartxref\n0\n%%EOF\n"


def lost_index():
    """A PDF whose cross-reference offset is wrong; readers rebuild it."""
    head, _, _ = documents.pdf().rpartition(b"startxref")
    return head + b"startxref\n7\n%%EOF\n"


def behind_html():
    return b"<html><script>alert(1)</script>" + documents.pdf()


def then_zip():
    return documents.pdf() + documents.packed({"evil.txt": "hello"}) + b"%%EOF"
