"""The command that loads a whole table of postcodes: each format, what it refuses, and that it is all or nothing."""

import shutil
import tracemalloc
from decimal import Decimal
from tempfile import TemporaryFile

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscb_contacts.finding.postcode_table import BATCH, LONDON, sift
from lscb_contacts.models import Authority, OutcodeShare, Postcode, PostcodeEdition
from tests.factories import AuthorityFactory
from tests.lscb_contacts.finding.tables import (
    LEEDS,
    NSPL_2018,
    NSPL_2026,
    ONSPD_2019,
    code_point,
    london,
    ons,
    zipped,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def authorities():
    return {code: AuthorityFactory(gss_code=code) for code in sorted(LONDON)}


def load(path, **options):
    call_command("import_postcodes", path, verbosity=0, **options)
    return PostcodeEdition.objects.first()


def district(code):
    return Postcode.objects.get(code=code).authority.gss_code


@pytest.mark.parametrize("packed", [True, False], ids=["packed, as in 2014", "spaced, as now"])
def test_code_point_open_is_read_from_its_folder(tmp_path, packed):
    edition = load(code_point(tmp_path / "codepo_gb", packed=packed))
    assert (edition.source, edition.edition) == ("OS Code-Point Open", "May 2026")
    assert edition.postcodes == Postcode.objects.count() == 33
    assert district("SE11AA") == "E09000001"


def test_code_point_open_is_read_from_its_archive(tmp_path):
    edition = load(zipped(code_point(tmp_path / "codepo_gb"), tmp_path / "renamed by somebody.bin"))
    assert (edition.source, edition.edition) == ("OS Code-Point Open", "May 2026")
    assert edition.postcodes == 33


@pytest.mark.parametrize(
    ("name", "header", "source", "month"),
    [
        ("NSPL_MAY_2026_UK.csv", NSPL_2026, "ONS National Statistics Postcode Lookup", "May 2026"),
        ("NSPL_FEB_2018_UK.csv", NSPL_2018, "ONS National Statistics Postcode Lookup", "February 2018"),
        ("ONSPD_NOV_2019_UK.csv", ONSPD_2019, "ONS Postcode Directory", "November 2019"),
        ("ONSPD_AUG_2026_UK.csv", NSPL_2026, "ONS Postcode Directory", "August 2026"),
        ("table.csv", NSPL_2026, "ONS National Statistics Postcode Lookup", ""),
    ],
)
def test_tables_of_the_ons_are_known_by_their_header(tmp_path, name, header, source, month):
    edition = load(ons(tmp_path / name, header))
    assert (edition.source, edition.edition, edition.postcodes) == (source, month, 33)
    assert district("SE11AB") == "E09000002"


def test_terminated_postcodes_are_left_out(tmp_path):
    load(ons(tmp_path / "NSPL.csv", NSPL_2026, [("SE1 9ZZ", "E09000001", "200712")]))
    assert not Postcode.objects.filter(code="SE19ZZ").exists()


def test_rows_that_an_archive_of_the_ons_holds_twice_are_read_once(tmp_path):
    data = tmp_path / "NSPL_MAY_2026" / "Data"
    (data / "multi_csv").mkdir(parents=True)
    whole = ons(data / "NSPL_MAY_2026_UK.csv", NSPL_2026)
    shutil.copy(whole, data / "multi_csv" / "NSPL_MAY_2026_UK_SE.csv")
    (data.parent / "Documents").mkdir()
    (data.parent / "Documents" / "LA_UA names.csv").write_text("LAD26CD,LAD26NM\nE09000001,City of London\n")
    assert load(zipped(tmp_path / "NSPL_MAY_2026", tmp_path / "nspl.zip")).postcodes == 33


def test_shares_of_outward_codes_come_from_the_same_table(tmp_path):
    OutcodeShare.objects.create(outcode="XX1", authority=Authority.objects.first(), share=100)
    rows = [*((f"E1 1A{letter}", "E09000001") for letter in "ABD"), ("E1 1AE", LEEDS)]
    load(code_point(tmp_path / "table", rows))
    told = OutcodeShare.objects.filter(outcode="E1").order_by("-share")
    assert [(share.authority and share.authority.gss_code, share.share) for share in told] == [
        ("E09000001", Decimal("75.0")),
        (None, Decimal("25.0")),
    ]
    assert OutcodeShare.objects.get(outcode="LS1").authority is None
    assert not OutcodeShare.objects.filter(outcode="XX1").exists()


def test_a_new_table_replaces_the_old_one(tmp_path):
    load(code_point(tmp_path / "old", [("E1 1AA", "E09000001")]))
    load(code_point(tmp_path / "new", [("E1 1AB", "E09000002")]), edition="August 2026")
    assert not Postcode.objects.filter(code="E11AA").exists()
    assert district("E11AB") == "E09000002"
    assert [edition.edition for edition in PostcodeEdition.objects.all()] == ["August 2026", "May 2026"]


def test_everything_is_written_in_few_statements(tmp_path):
    source = code_point(tmp_path / "table")
    with CaptureQueriesContext(connection) as captured:
        load(source)
    assert len(captured) < 20
    assert BATCH > 33


def test_it_says_what_it_loaded(tmp_path, capsys):
    call_command("import_postcodes", code_point(tmp_path / "table"))
    said = capsys.readouterr().out
    assert said.startswith("Loaded 33 postcodes of London in ")
    assert said.strip().endswith("OS Code-Point Open, May 2026.")


# What it refuses


@pytest.fixture
def loaded(tmp_path):
    load(code_point(tmp_path / "loaded"))


def refused(path, message):
    before = list(Postcode.objects.order_by("code").values_list()), OutcodeShare.objects.count()
    with pytest.raises(CommandError, match=message):
        load(path)
    assert (list(Postcode.objects.order_by("code").values_list()), OutcodeShare.objects.count()) == before
    assert PostcodeEdition.objects.count() == 1


@pytest.mark.parametrize(
    "content",
    [b"", b"name,phone\nEaling,020\n", b"\x89PNG\r\n\x1a\n\0\0", b"PK\x03\x04 no archive", b"pcds,lad26cd\nE1 1AA,x\n"],
    ids=["empty", "another table", "a picture", "a broken archive", "without terminations"],
)
def test_another_file_is_refused_in_words(loaded, tmp_path, content):
    (tmp_path / "file.csv").write_bytes(content)
    refused(tmp_path / "file.csv", "file.csv is none of the tables of postcodes that this command knows")


def test_a_file_that_is_not_there_is_said_so(loaded, tmp_path):
    refused(tmp_path / "nothing.zip", "There is no file or folder")


def test_a_part_of_a_table_is_refused(loaded, tmp_path):
    whole = code_point(tmp_path / "table")
    part = whole / "Data" / "CSV" / "se.csv"
    part.write_text("".join(part.read_text().splitlines(keepends=True)[:30]))
    refused(whole, r"no postcode of 3 of London’s 33 authorities \(E09000031, E09000032, E09000033\)")


def test_the_same_postcode_twice_is_refused(loaded, tmp_path):
    refused(code_point(tmp_path / "table", [london()[0]]), "the same postcode twice. Nothing was changed")


def test_two_tables_at_once_are_refused(loaded, tmp_path):
    folder = code_point(tmp_path / "table")
    ons(folder / "NSPL_MAY_2026_UK.csv", NSPL_2026)
    refused(folder, "more than one table")


def test_a_directory_without_londons_authorities_is_refused(loaded, tmp_path, authorities):
    Postcode.objects.filter(authority=authorities["E09000007"]).delete()
    authorities["E09000007"].delete()
    refused(code_point(tmp_path / "table"), r"lacks 1 of London’s 33 authorities \(E09000007\)")


def test_memory_does_not_grow_with_the_table(authorities):
    """The figure for 1.7 million rows is printed by `python -m tests.benchmarks.postcodes`."""
    keys = {code: authority.pk for code, authority in authorities.items()}
    codes = sorted(keys)
    rows = ((f"SE1{number % 10}{number:06}", codes[number % 33]) for number in range(60_000))
    with TemporaryFile("w+") as london_rows:
        tracemalloc.start()
        sift(rows, keys, london_rows)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert london_rows.tell() > 500_000
    assert most < 2_000_000  # bytes
