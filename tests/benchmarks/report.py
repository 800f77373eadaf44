"""The figures as one page of HTML that needs nothing else: tables, and bars drawn as SVG."""

from html import escape
from typing import Any

from tests.benchmarks.goals import CPU

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; color: #0f272c }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem } th, td { padding: .3rem .6rem; text-align: right }
th:first-child, td:first-child { text-align: left } tr + tr { border-top: 1px solid #ccd6d8 } svg { max-width: 100% }
.missed { color: #9d1c1c } text { font: 12px system-ui, sans-serif }
"""
COLOURS = ["#0b6b75", "#c2571a", "#5b4a9c", "#7a7a1e"]
HEADINGS = [
    "Page", "Mode", "CPU, times bare", "ms", "Requests/s, times bare", "p50 ms", "p95 ms", "Queries (cold)", "Bytes",
    "Requests",
]  # fmt: skip
WIDTH, BAR, LEFT = 760, 16, 110  # pixels


def report(found: dict[str, Any]) -> str:
    parts = ["<h1>What the portal costs</h1>", f"<p>{escape(about(found))}</p>", verdict(found["missed"])]
    for mode in CPU:
        parts += [f"<h2>Processor time of a page: {mode}</h2>", bars(found, mode)]
    for kind, sizes in found["databases"].items():
        for items, site in sizes.items():
            parts += [f"<h2>{escape(kind)}, {int(items):,} items</h2>", table(site["pages"]), told(site)]
    body = "\n".join(parts)
    return (
        f"<!doctype html>\n<html lang=en-GB><meta charset=utf-8><title>What the portal costs</title>"
        f"<style>{STYLE}</style>\n<body>{body}</body></html>\n"
    )


def about(found: dict[str, Any]) -> str:
    return (
        f"Every figure is the middle of {found['rounds']} rounds of {found['seconds']:g} seconds, in turns with a bare "
        f"Django view (no middleware, no database, 20 KB) under the same gunicorn flags ({found['workers']} workers). "
        "Ratios compare with that view in the same round. Made by “make bench”."
    )


def verdict(missed: list[str]) -> str:
    if not missed:
        return "<p>Every goal is met.</p>"
    return f"<h2>Missed</h2><ul class=missed>{''.join(f'<li>{escape(words)}' for words in missed)}</ul>"


def bars(found: dict[str, Any], mode: str) -> str:
    """A group of bars for each page, one for each database and size; a line where the goal is."""
    series = [(kind, items, site) for kind, sizes in found["databases"].items() for items, site in sizes.items()]
    names = list(dict.fromkeys(name for *_, site in series for name in site["pages"]))
    figures = [
        (name, [(site["pages"].get(name, {}).get(mode) or {}).get("cpu") for *_, site in series]) for name in names
    ]
    goal = CPU[mode]
    longest = max([goal, *(figure for _, row in figures for figure in row if figure)])
    scale = (WIDTH - LEFT - 60) / longest
    drawn, top = [], 24
    for number, (kind, items, _) in enumerate(series):
        left = LEFT + number * 160
        drawn.append(f'<rect x="{left}" y="2" width="12" height="12" fill="{COLOURS[number % 4]}"/>')
        drawn.append(f'<text x="{left + 18}" y="13">{escape(kind)}, {int(items):,}</text>')
    for name, row in figures:
        drawn.append(f'<text x="0" y="{top + 12}">{escape(name)}</text>')
        for number, figure in enumerate(row):
            if figure:
                width = figure * scale
                drawn.append(
                    f'<rect x="{LEFT}" y="{top}" width="{width:.1f}" height="{BAR - 3}" fill="{COLOURS[number % 4]}"/>'
                    f'<text x="{LEFT + width + 4:.1f}" y="{top + 11}">{figure:.2f}</text>'
                )
            top += BAR
        top += 8
    at = LEFT + goal * scale
    drawn.append(f'<path d="M{at:.1f} 20V{top}" stroke="#9d1c1c" stroke-dasharray="4 3"/>')
    label = f"Bars of processor time, {mode}; the line is the goal, {goal} times the bare view"
    return f'<svg viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" role="img" aria-label="{label}">{"".join(drawn)}</svg>'


def table(pages: dict[str, Any]) -> str:
    rows = [f"<tr>{''.join(f'<th>{heading}' for heading in HEADINGS)}"]
    for name, page in pages.items():
        if "skipped" in page:
            rows.append(f"<tr><td>{escape(name)}<td colspan=9>left out: {escape(page['skipped'])}")
            continue
        for mode in page["modes"]:
            told, (cold, warm) = page[mode], page["queries"]
            cells = [
                name, mode, f"{told['cpu']:.2f}", f"{told['cpu_ms']:.2f}", f"{told['rps']:.2f}",
                f"{told['p50_ms']:.1f}", f"{told['p95_ms']:.1f}", f"{warm} ({cold})",
                f"{page['bytes']:,}", str(page["requests"]),
            ]  # fmt: skip
            rows.append(f"<tr>{''.join(f'<td>{escape(cell)}' for cell in cells)}")
    return f"<table>{''.join(rows)}</table>"


def told(site: dict[str, Any]) -> str:
    files, start = site["files"], site["start"]
    return (
        f"<p>A file of 2 MB costs {files['whole_ratio']:.2f} times Django’s FileResponse, a range of 64 KB "
        f"{files['range_ms']:.2f} ms. The first answer comes {start['seconds']:.2f} s after the command, "
        f"{start['ratio']:.2f} times a bare Django. The processes take {site['memory']:.0f} MB after the load.</p>"
    )
