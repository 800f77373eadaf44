import pikepdf
import pytest
from pikepdf import Dictionary, Name, String

from lscb_site.files import examiners, finders
from lscb_site.files.examiners.form_scripts import functions_of
from tests.samples import documents, hiding_pdf_carried

OF_THE_PROGRAM = [
    'AFDate_FormatEx("dd/mm/yyyy");',
    'AFDate_KeystrokeEx("dd/mm/yyyy");',
    'AFNumber_Format(2, 0, 0, 0, "\\u00A3", true);',
    'AFNumber_Keystroke(2, 0, 0, 0, "£", true)',
    'AFSimple_Calculate("SUM", new Array ("Cost.0", "Cost.1"));',
    "AFSimple_Calculate('AVG', ['a', 'b']) ;\r\n",
    "AFPercent_Format(2, 0);",
    "AFTime_Keystroke(0);",
    'AFTime_FormatEx("HH:MM");',
    "AFSpecial_Format(0);",
    'AFSpecial_KeystrokeEx("999 9999");',
    "AFRange_Validate(true, 0, true, 100);",
    "AFMergeChange(event);",
    "AFNumber_Format(2, 0, 0, 0, '', true);\nAFRange_Validate(true, -1.5, false, 0);",
]
NOT_OF_THE_PROGRAM = [
    "",
    "app.alert(1)",
    'AFDate_FormatEx("dd/mm/yyyy"); app.alert(1)',
    'AFDate_FormatEx("dd/mm/yyyy" + app.alert(1));',
    'AFDate_FormatEx("dd"), app.alert(1);',
    'AFDate_FormatEx(app.alert("x"));',
    "AFNumber_Format = app.alert; AFNumber_Format(1);",
    'AFDate_FormatEx("a\\"); app.alert("b");',
    'AFDate_FormatEx("a\nb");',
    'AFDate_FormatExtra("dd");',
    'AFSimple_Calculate("SUM", new Array (getField("a")));',
    "event.value = 1;",
    "/* AFDate_FormatEx */ AFDate_FormatEx('dd');",
    "AFNumber_Format(1)[0];",
    "AFNumber_Format(`${app.alert(1)}`);",
    "AFNumber_Format(1);" * 1000,
]


@pytest.mark.parametrize("script", OF_THE_PROGRAM)
def test_a_field_that_formats_checks_or_adds_is_accepted_and_said(script, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(hiding_pdf_carried.scripted(String(script)))
    assert examiners.examine(str(path), "pdf") == {"kind": "pdf", "remarks": []}
    assert [each["code"] for each in finders.find(str(path), "pdf")] == ["form_script"]


@pytest.mark.parametrize("script", NOT_OF_THE_PROGRAM)
def test_every_other_script_is_refused(script, tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(hiding_pdf_carried.scripted(String(script)))
    assert examiners.examine(str(path), "pdf") == {"refused": "javascript"}


def test_a_script_may_lie_in_a_stream_of_its_own():
    document = documents.new_pdf()
    assert functions_of(document.make_stream(b'AFDate_FormatEx("d");')) == ["AFDate_FormatEx"]
    assert functions_of(document.make_stream(b"\xfe\xff" + "AFTime_Format(0);".encode("utf-16-be"))) == [
        "AFTime_Format"
    ]
    assert functions_of(document.make_stream(b"AFTime_Format(0); app.beep(0)")) == []
    assert functions_of(document.make_stream(b"AFTime_Format(0);" * 5000)) == []
    assert functions_of(Dictionary()) == functions_of(None) == functions_of(Name.JS) == []


def test_a_harmless_script_beside_another_does_not_excuse_it(tmp_path):
    path = tmp_path / "form.pdf"
    path.write_bytes(hiding_pdf_carried.scripted(String("AFTime_Format(0);")))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep(0)"))
        document.save(path)
    assert examiners.examine(str(path), "pdf") == {"refused": "javascript"}
