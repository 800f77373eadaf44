"""The pictures of the demonstration files: the Board's mark and one chart, drawn rather than kept."""

import csv
import io
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

INK, TEAL, PALE, LINE = "#10333a", "#0b5c66", "#cfe1e2", "#9fb8bb"
LIT = "Westminster"
STAMP, STAMP_ANGLE, STAMP_COLOUR, STAMP_OPACITY = "Demonstration copy", 35, "#b45309", 62  # of 255
MARK_ALT = "The mark of the site: London as 33 tiles, one for each local authority, with one tile lit."


def mark(ink=TEAL, lit="#d98a00"):
    """London as 33 tiles with one lit."""
    with open(Path(__file__).parents[1] / "authorities.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    tile, gap = 40, 6
    image = Image.new("RGBA", (8 * (tile + gap) - gap, 7 * (tile + gap) - gap), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for row in rows:
        left, top = (int(row["col"]) - 1) * (tile + gap), (int(row["row"]) - 1) * (tile + gap)
        draw.rectangle([left, top, left + tile - 1, top + tile - 1], fill=lit if row["short_name"] == LIT else ink)
    return png(image.quantize(8))


def turnaround():
    """Two pairs of bars: mean turnaround before and after, levels 3 and 2."""
    pairs = [
        ("Level 3, high or complex", (2.5, "2.5 days"), (1.25, "just over 1.25 days, in some areas")),
        ("Level 2, low to vulnerable", (4.5, "more than four and a half days"), (2.5, "less than two and a half days")),
    ]
    image = Image.new("RGB", (1600, 530), "white")
    draw = ImageDraw.Draw(image)
    bold, plain = font("Bold", 34), font("Regular", 30)
    top, left, a_day = 10, 140, 195
    for name, before, after in pairs:
        draw.text((0, top), name, fill=INK, font=bold)
        for offset, when, (days, words), colour in ((56, "Before", before, LINE), (142, "After", after, TEAL)):
            middle = top + offset + 35
            draw.text((0, middle), when, fill=INK, font=plain, anchor="lm")
            draw.rectangle([left, middle - 34, left + days * a_day, middle + 34], fill=colour)
            draw.text((left + days * a_day + 16, middle), words, fill=INK, font=plain, anchor="lm")
        draw.line([left, top + 50, left, top + 220], fill=INK, width=3)
        top += 290
    return png(image.quantize(32))


def stamp():
    """“Demonstration copy” from corner to corner, for every page and slide. What is below stays readable."""
    words = Image.new("L", (2000, 240), 0)
    ImageDraw.Draw(words).text((1000, 120), STAMP, fill=255, font=font("Bold", 190), anchor="mm")
    words = words.rotate(STAMP_ANGLE, expand=True, resample=Image.Resampling.BICUBIC)
    image = Image.new("RGBA", words.size, STAMP_COLOUR)
    image.putalpha(words.point(lambda value: value * STAMP_OPACITY // 255))
    return png(image.quantize(16, method=Image.Quantize.FASTOCTREE))


def font(style, size):
    return ImageFont.truetype(f"LiberationSans-{style}.ttf", size)


def png(image):
    result = io.BytesIO()
    image.save(result, "PNG", optimize=True)
    result.seek(0)
    return result


CHARTS = {"turnaround": turnaround}
