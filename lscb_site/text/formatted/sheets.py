"""What a style sheet on the clipboard says of classes: Word hides, and Pages strikes out, by a class of its own."""

import re

from lscb_site.text.formatted.styles import Element, classes_of

SHEET = re.compile(r"<style[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
NOT_A_RULE = re.compile(r"/\*.*?\*/|<!--|-->|@[\w-]+[^{;]*(?=[{;])", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SELECTOR = re.compile(r"([a-z][a-z0-9]*)?\.([\w-]+)", re.IGNORECASE)
MOST = 200_000  # characters of style sheets that are looked at


def written_out(root: Element, text: str) -> None:
    """Writes the declarations of each class of `text` into `style`, before the element's own."""
    declared = declarations("".join(SHEET.findall(text))[:MOST])
    for element in root.iter() if declared else ():
        found = [declared.get((tag, name), "") for name in classes_of(element) for tag in ("", element.tag)]
        if any(found):
            element.set("style", ";".join([*found, element.get("style") or ""]))


def declarations(sheet: str) -> dict[tuple[str, str], str]:
    """By element, which may be any, and class."""
    found: dict[tuple[str, str], str] = {}
    for selectors, declared in RULE.findall(NOT_A_RULE.sub("", sheet)):
        for selector in selectors.split(","):
            if one := SELECTOR.fullmatch(selector.strip()):
                key = ((one[1] or "").lower(), one[2].lower())
                found[key] = f"{found.get(key, '')};{declared}"
    return found
