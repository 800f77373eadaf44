import pytest

from lscb_site.files.readers.sheets.number_formats import BUILT_IN, hides_words, shown_number

DAY = 42_081  # 18 March 2015


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (2_079_460_000, r"000\ 0000\ 0000", "020 7946 0000"),
        (7_712_345_678, "00000 000000", "07712 345678"),
        (7, "0000", "0007"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (1234.5, r'_-"£"* #,##0.00_-;\-"£"* #,##0.00_-', "£1,234.50"),
        (-1234.5, r'"£"#,##0.00;[Red]\-"£"#,##0.00', "-£1,234.50"),
        (-5, "#,##0 ;(#,##0)", "(5)"),
        (-0.001, "0.0", "0.0"),
        (0.255, "0.0%", "25.5%"),
        (1_234_567, "#,##0", "1,234,567"),
        (12, "#,##0", "12"),
        (0, "#,##0;-#,##0;;@", ""),
        (5, ";;;", ""),
        (4, '"";"";"";""', ""),
        (1_500_000, '0.0,,"m"', "1.5m"),
        (12_345_678, "0.00E+00", "1.23E+07"),
        (3, '0 "cases"', "3 cases"),
        (3, 'General" people"', "3 people"),
        (0.5, "0.##", "0.5"),
        (0.005, "0.00", "0.01"),
        (1 / 3, "# ?/?", "0.3333333333"),
        (5, '[<1]"low";"high"', "high"),
        (0.1 + 0.2, "", "0.3"),
        (1e300, "0", "1E+300"),
        (1.23456789012346e16, "", "1.23456789012346E+16"),
        (1e-7, "", "1E-07"),
        (5, "[White]0", ""),
        (float("nan"), "0", "nan"),
        (DAY, "d mmm yyyy", "18 Mar 2015"),
        (DAY, "[$-809]dd mmmm yyyy", "18 March 2015"),
        (DAY, r"yyyy\-mm\-dd", "2015-03-18"),
        (DAY, BUILT_IN[14], "18/03/2015"),
        (DAY + 0.75, "dddd, d mmmm yyyy", "Wednesday, 18 March 2015"),
        (DAY + 9.5 / 24, "dd/mm/yyyy hh:mm", "18/03/2015 09:30"),
        (0.5, "h:mm AM/PM", "12:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (-1, "d mmm yyyy", "-1"),
    ],
)
def test_a_number_is_shown_as_its_format_has_it(value, code, shown):
    assert shown_number(value, code) == shown


def test_workbooks_of_old_macs_count_from_1904():
    assert shown_number(0, "d mmm yyyy", counts_from_1904=True) == "1 Jan 1904"


@pytest.mark.parametrize(
    ("code", "hides"), [(";;;", True), ('"";"";"";""', True), ("General", False), ("0;0;0;@", False), (";;", False)]
)
def test_whether_a_format_hides_words(code, hides):
    assert hides_words(code) is hides
