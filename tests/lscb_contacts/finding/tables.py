"""Tables of postcodes as their publishers give them, small: every authority of London, and one beyond."""

import csv
import zipfile
from pathlib import Path

from lscb_contacts.finding.postcode_table import LONDON

LEEDS = "E08000035"
CODE_POINT_HEADER = ["PC", "PQ", "EA", "NO", "CY", "RH", "LH", "CC", "DC", "WC"]
NSPL_2026 = ["pcd7", "pcd8", "pcds", "dointr", "doterm", "usrtypind", "east1m", "north1m", "lad26cd", "wd26cd"]
NSPL_2018 = ["pcd", "pcd2", "pcds", "dointr", "doterm", "usertype", "oseast1m", "osnrth1m", "laua", "ward"]
ONSPD_2019 = ["pcd", "pcd2", "pcds", "dointr", "doterm", "oscty", "ced", "oslaua", "osward", "parish"]


def london(number=1) -> list[tuple[str, str]]:
    """A postcode of each authority: SE1 1AA is in E09000001."""
    letters = "ABDEFGHJLN"
    return [
        (f"SE1 {number}{letters[place // 10]}{letters[place % 10]}", code) for place, code in enumerate(sorted(LONDON))
    ]


def code_point(folder: Path, rows=(), packed=False) -> Path:
    """OS Code-Point Open: a folder of headerless files, with its papers."""
    data, papers = folder / "Data" / "CSV", folder / "Doc"
    data.mkdir(parents=True)
    papers.mkdir()
    by_area = {}
    for postcode, district in [*london(), ("LS1 1AA", LEEDS), *rows]:
        by_area.setdefault(postcode[:2].lower(), []).append((postcode, district))
    for area, inside in by_area.items():
        with (data / f"{area}.csv").open("w", newline="") as file:
            for postcode, district in inside:
                code = postcode.replace(" ", "") if packed else postcode
                line = [code, 10, 531000, 180000, "E92000001", "", "E18000007", "", district, "E05000644"]
                csv.writer(file, quoting=csv.QUOTE_NONNUMERIC).writerow(line)
    with (papers / "Code-Point_Open_Column_Headers.csv").open("w", newline="") as file:
        csv.writer(file).writerow(CODE_POINT_HEADER)
    (papers / "metadata.txt").write_text(
        "PRODUCT: OS CODE-POINT OPEN\nDATASET VERSION NUMBER: 2026.2.0\nCOPYRIGHT DATE: 20260501\n"
    )
    return folder


def ons(path: Path, header, rows=()) -> Path:
    """An ONS table: one file with a header. A row is a postcode, its district, and when it was terminated."""
    district_column = next(name for name in header if name in ("oslaua", "laua") or name.startswith("lad"))
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.DictWriter(file, header, restval="", quoting=csv.QUOTE_NONNUMERIC)
        writer.writeheader()
        for postcode, district, *ended in [*london(), ("LS1 1AA", LEEDS), *rows]:
            names = {name: postcode for name in ("pcd7", "pcd8", "pcd", "pcd2", "pcds") if name in header}
            writer.writerow(names | {district_column: district, "doterm": ended[0] if ended else ""})
    return path


def zipped(source: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if file.is_file():
                archive.write(file, file.relative_to(source if source.is_dir() else source.parent))
    return target
