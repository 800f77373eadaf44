"""Where in a Word document something stands, in words: its pages are known only as far as the program left marks."""

from lscb_site.files.readers.package_parts import Element, child, name_of, value_of

PARTS = {"hdr": "Header", "ftr": "Footer", "footnotes": "Footnotes", "endnotes": "Endnotes"}
MAX_HEADING = 60


class Places:
    """Of one story."""

    def __init__(self, root: Element) -> None:
        self._part = PARTS.get(name_of(root), "")
        self._of: dict[Element, str] = {}
        page, heading, number = 1, "", 0
        is_paged = next(root.iter("{*}lastRenderedPageBreak"), None) is not None
        for element in root.iter("{*}p", "{*}br", "{*}lastRenderedPageBreak"):
            name = name_of(element)
            if name == "p":
                number += 1
                if _is_heading(element):
                    words = "".join(each.text or "" for each in element.iter("{*}t"))
                    heading = words if len(words) <= MAX_HEADING else f"{words[: MAX_HEADING - 1]}…"
                self._of[element] = self._words(number, page, heading)
            elif name == "lastRenderedPageBreak" or (not is_paged and value_of(element, "type") == "page"):
                page += 1

    def of(self, element: Element) -> str:
        if name_of(element) == "p":
            return self._of.get(element, self._part)
        paragraph = next(element.iterancestors("{*}p"), None)
        if paragraph is None:
            paragraph = next(element.iter("{*}p"), None)
        place = self._of.get(paragraph, self._part) if paragraph is not None else self._part
        is_boxed = name_of(element) == "txbxContent" or next(element.iterancestors("{*}txbxContent"), None) is not None
        return f"{place}, in a text box" if is_boxed else place

    def _words(self, number: int, page: int, heading: str) -> str:
        if self._part:
            return f"{self._part}, paragraph {number}"
        where = f"About page {page}, paragraph {number}"
        return f"{where}, under “{heading}”" if heading else where


def _is_heading(paragraph: Element) -> bool:
    style = value_of(child(paragraph, "pPr", "pStyle")).casefold().replace(" ", "")
    return style.startswith(("heading", "title")) or child(paragraph, "pPr", "outlineLvl") is not None
