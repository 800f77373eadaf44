"""PDF pages drawn operator by operator, for samples that hide something or only seem to."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.samples import documents

A4 = (595, 842)
FILLER = (
    "The partners share what they know about a child in good time",
    "and keep a record of what they decide and why they did so.",
    "A strategy meeting was held on the following Monday morning.",
    "The school had raised its concerns with the local authority.",
)


def text(words: str, left: float = 72, foot: float = 700, size: float = 12, *, before: str = "", font="F1") -> str:
    """Operators for one line; ``before`` sets its colour or mode."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {before} BT /{font} {size} Tf 1 0 0 1 {left} {foot} Tm ({escaped}) Tj ET Q\n"


def filler(top: float = 640, lines: int = 12) -> str:
    return "".join(text(FILLER[at % len(FILLER)], foot=top - at * 16) for at in range(lines))


def box(left: float, foot: float, width: float, height: float, colour: str = "0 g") -> str:
    return f"q {colour} {left} {foot} {width} {height} re f Q\n"


def width_of(words: str, size: float = 12) -> float:
    """Points, in Helvetica, near enough to draw a box over them."""
    return len(words) * size * 0.56


def page_of(document: pikepdf.Pdf, content: str, number: int = 0, **resources) -> pikepdf.Dictionary:
    page = document.pages[number].obj
    page.Contents = document.make_stream(content.encode("cp1252"))
    own = Dictionary(Font=page.Resources.Font)
    for name, value in resources.items():
        own[f"/{name}"] = value
    page.Resources = own
    return page


def drawn(content: str, **resources) -> bytes:
    """One A4 page."""
    document = documents.new_pdf(text="")
    page_of(document, content, **{name: made(document) for name, made in resources.items()})
    return documents.saved(document)


def form_of(document: pikepdf.Pdf, content: str, **entries) -> pikepdf.Object:
    """A form XObject as large as the page, with the page's font."""
    return document.make_stream(
        content.encode("cp1252"),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, *A4]),
        Resources=Dictionary(Font=document.pages[0].obj.Resources.Font),
        **entries,
    )


def image_of(document: pikepdf.Pdf, image: Image.Image, **entries) -> pikepdf.Object:
    grey = image.mode == "L"
    return document.make_stream(
        image.tobytes() if grey else image.convert("RGB").tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        BitsPerComponent=8,
        **entries,
    )


def jpeg_of(document: pikepdf.Pdf, image: Image.Image, **options) -> pikepdf.Object:
    written = io.BytesIO()
    image.convert("RGB").save(written, "JPEG", quality=85, **options)
    stream = document.make_stream(
        written.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )
    stream.stream_dict.Filter = Name.DCTDecode
    return stream


def photograph(width: int = 300, height: int = 200, *, dark: bool = False) -> Image.Image:
    """Soft, coloured, without edges, as a photograph is."""
    image = Image.effect_noise((width // 10, height // 10), 60).resize((width, height), Image.Resampling.BICUBIC)
    image = image.filter(ImageFilter.GaussianBlur(3)).point(lambda light: light // 3 if dark else light)
    return Image.merge("RGB", (image, image.point(lambda light: light * 4 // 5), image.point(lambda light: light // 2)))


class Scan:
    """A page of paper as a scanner makes it at 150 dots an inch, and the words a machine reads from it."""

    SCALE = 150 / 72

    def __init__(self, *, skew: float = 0.0) -> None:
        self.image = Image.new("L", tuple(round(side * self.SCALE) for side in A4), 247)
        self.draw = ImageDraw.Draw(self.image)
        self.skew = skew
        self.words: list[tuple[float, float, float, str]] = []

    def line(self, words: str, left: float, foot: float, size: float = 12) -> None:
        font = ImageFont.load_default(size * self.SCALE)
        at = left
        for word in words.split():
            self.draw.text((at * self.SCALE, (A4[1] - foot) * self.SCALE), word, fill=30, font=font, anchor="ls")
            width = self.draw.textlength(word, font=font) / self.SCALE
            self.words.append((at, foot, width, word))
            at += width + size * 0.3

    def bar(self, left: float, foot: float, width: float, height: float, light: int = 10) -> None:
        edges = (left, A4[1] - foot - height, left + width, A4[1] - foot)
        self.draw.rectangle([edge * self.SCALE for edge in edges], fill=light)

    def place(self, word: str) -> tuple[float, float, float]:
        """Left, foot and width of a word."""
        return next((left, foot, width) for left, foot, width, each in self.words if each == word)

    def document(
        self, *, after: str = "", off_by: tuple[float, float] = (0.0, 0.0), size: float = 12, mode=3, under=False
    ) -> bytes:
        document = documents.new_pdf(text="")
        image = self.image.rotate(self.skew, fillcolor=247) if self.skew else self.image
        layer = ""
        for left, foot, width, word in self.words:
            stretched = 100 * width / max(1.0, width_of(word, size))
            shown = text(word, left + off_by[0], foot + off_by[1], size, before=f"{mode} Tr {stretched:.0f} Tz")
            layer += shown
        scan = f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /Scan Do Q\n"
        content = layer + scan if under else scan + layer
        page_of(document, content + after, XObject=Dictionary(Scan=jpeg_of(document, image)))
        return documents.saved(document)


def letter() -> Scan:
    scan = Scan()
    scan.line("Dear Board, the child Kezia Winterbourne lives with her aunt", 72, 700)
    for at, words in enumerate(FILLER * 3):
        scan.line(words, 72, 660 - at * 18)
    return scan


def saved_on_top(first: bytes, changes: dict[int, bytes], *, root: str = "") -> bytes:
    """An incremental update: the first version whole, then objects that take the place of others."""
    with pikepdf.open(io.BytesIO(first)) as document:
        size = int(document.trailer.Size)
        top = root or "{} {} R".format(*document.Root.objgen)
    before = first.rstrip(b"\r\n") + b"\n"
    body, places = b"", {}
    for number, written in sorted(changes.items()):
        places[number] = len(before) + len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, written)
    index = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in places.items())
    last = first.rpartition(b"startxref")[2].split()[0]
    end = b"trailer\n<< /Size %d /Root %b /Prev %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        max(size, *(number + 1 for number in changes)),
        top.encode(),
        last,
        len(before) + len(body),
    )
    return before + body + index + end


def content_number(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as document:
        return document.pages[0].obj.Contents.objgen[0]


def stream_of(content: str) -> bytes:
    written = content.encode("cp1252")
    return b"<< /Length %d >>\nstream\n%b\nendstream" % (len(written), written)
