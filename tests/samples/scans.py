"""Scans: pages of text turned into pictures, clean, or as a photocopier that is old and in a hurry makes them."""

import random
from functools import cache

import pypdfium2
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter

from tests.samples import documents
from tests.samples.tables_pdf import page
from tests.samples.tagged import Words, drawn

DOTS_AN_INCH = 200
LINES = """
The partners share what they know about a child in good time, and keep
a record of what they decide and why. Nobody who works with children
may assume that somebody else will act. Children's services must be told
on the same day, by telephone first and then in writing within 24 hours.
In an emergency call the police on 999 without delay. The front door of
the borough answers on 020 7946 0018 from nine in the morning until five.
A social worker will see the child alone, at home or at school, and will
ask what the child wishes to happen next. The review found that records
were not shared between the health visitor and the school nurse, and that
three visits were missed in the spring of 2019 for reasons nobody wrote.
""".strip().split("\n")


@cache
def text_page() -> Image.Image:
    """A page of twenty lines at 11 points, in grey."""
    lines = [*LINES, *LINES[::-1]]
    data = page(*(drawn(Words(line, 72, 740 - at * 22)) for at, line in enumerate(lines)))
    with pypdfium2.PdfDocument(data) as document:
        bitmap = document[0].render(scale=DOTS_AN_INCH / 72, grayscale=True)
        return bitmap.to_pil().convert("L").copy()


def words() -> list[str]:
    return " ".join([*LINES, *LINES[::-1]]).split()


def skewed(picture: Image.Image, degrees=2.4) -> Image.Image:
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def noisy(picture: Image.Image, share=0.03) -> Image.Image:
    """With specks of black and white, a grey shadow along one side, and the softness of a photocopy."""
    chance = random.Random(2021)
    picture = picture.filter(ImageFilter.GaussianBlur(0.7))
    shadow = Image.linear_gradient("L").rotate(90).resize(picture.size).point(lambda level: 150 + level * 105 // 255)
    picture = Image.composite(
        picture, Image.new("L", picture.size, 60), picture.point(lambda level: min(255, level + 40))
    )
    picture = Image.blend(picture, shadow, 0.35)
    draw = ImageDraw.Draw(picture)
    for _ in range(int(picture.width * picture.height * share)):
        draw.point((chance.randrange(picture.width), chance.randrange(picture.height)), chance.choice((0, 255)))
    return picture


def pdf_of(*pictures: Image.Image) -> bytes:
    """A PDF of pages that are these pictures."""
    document = documents.new_pdf(len(pictures), text="")
    for each, picture in zip(document.pages, pictures, strict=True):
        stream = document.make_stream(
            picture.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            ColorSpace=Name.DeviceGray,
            BitsPerComponent=8,
        )
        each.obj.Resources = Dictionary(XObject=Dictionary(Scan=stream))
        each.obj.Contents = document.make_stream(b"q 595 0 0 842 0 0 cm /Scan Do Q")
    return documents.saved(document)
