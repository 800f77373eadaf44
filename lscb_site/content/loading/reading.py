"""Reads the texts: tables (CSV, a text a row) and Markdown files with front matter (a text a file)."""

import csv
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Generic, TypeVar

import frontmatter
import yaml
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from markdown import markdown

from lscb_site.content.loading.shapes import Misshapen, shaped
from lscb_site.text.formatted import tidied

Facts = TypeVar("Facts")


class ContentProblem(Exception):
    """A text cannot be loaded. Says in which file, at which line or field, and why."""


@dataclass(frozen=True)
class Text(Generic[Facts]):
    """One text: `key` names it ("topics/cse"), `place` says where it stands, `facts` is what it says in its shape."""

    key: str
    place: str
    facts: Facts
    digest: str
    body: str = ""

    def problem(self, message: str, field: str = "") -> ContentProblem:
        return ContentProblem(sentence(self.place, field, message))

    def save(self, item, field: str = ""):
        """Save the row that this text describes, once its model finds it right."""
        try:
            item.full_clean()
        except ValidationError as error:
            wrong, messages = next(iter(error.message_dict.items()))
            name = "" if wrong == NON_FIELD_ERRORS else wrong
            raise self.problem(" ".join(messages), ".".join(filter(None, [field, name]))) from error
        item.save()
        return item

    def html(self, body: str) -> str:
        """Its Markdown `body`, or a part of it, as the site stores it.

        What the site's cleaning would change, or the browser refuse, is a problem.
        """
        html = markdown(body, extensions=["extra", "sane_lists"], output_format="html")
        if tidied(html).html != html or re.search(r"<[^>]*\bstyle=", html):
            raise self.problem("its body has HTML (or a table's alignment) that the site does not keep.")
        return html


def sentence(place: str, field: str, message: str) -> str:
    return f"{', '.join(filter(None, [place, field]))}: {message}"


def read_table(
    root: Path, name: str, shape: type[Facts], key: Callable[[Facts], str] = attrgetter("slug")
) -> list[Text[Facts]]:
    """The rows of `name`.csv, in its order. Its columns are exactly the fields of `shape`."""
    path = root / f"{name}.csv"
    columns = [field.name for field in fields(shape)]
    reader = csv.reader(contents(root, path).splitlines(keepends=True), strict=True)
    texts = []
    try:
        header = next(reader, [])
        if header != columns:
            raise Misshapen("", f"its columns should be {', '.join(columns)}.")
        for cells in filter(None, reader):
            if len(cells) != len(columns):
                raise Misshapen("", f"has {len(cells)} cells, the header has {len(columns)}.")
            facts = shaped(shape, dict(zip(columns, map(str.strip, cells), strict=True)))
            place = f"{place_of(root, path)}, line {reader.line_num}"
            texts.append(Text(f"{name}/{key(facts)}", place, facts, digest_of("\0".join(cells))))
    except Misshapen as wrong:
        raise ContentProblem(
            sentence(f"{place_of(root, path)}, line {reader.line_num}", wrong.field, wrong.message)
        ) from wrong
    except csv.Error as error:
        raise ContentProblem(f"{place_of(root, path)}, line {reader.line_num}: {error}.") from error
    return each_once(texts)


def read_texts(root: Path, folder: str, shape: type[Facts]) -> list[Text[Facts]]:
    """The Markdown files of `folder`, by name. A file is named for its slug, after a number that gives the order."""
    texts = []
    for path in sorted((root / folder).glob("*.md")):
        content = contents(root, path)
        try:
            post = frontmatter.loads(content)
            facts = shaped(shape, post.metadata)
        except yaml.YAMLError as error:
            raise ContentProblem(f"{place_of(root, path)}: its front matter is not YAML: {error}") from error
        except Misshapen as wrong:
            raise ContentProblem(sentence(place_of(root, path), wrong.field, wrong.message)) from wrong
        name = re.sub(r"^\d+-", "", path.stem)
        text = Text(f"{folder}/{name}", place_of(root, path), facts, digest_of(content), post.content)
        if (facts.slug or "home") != name:  # the home page's address is empty
            raise text.problem(f"should be “{name}”, as the file is named.", "slug")
        texts.append(text)
    return each_once(texts)


def each_once(texts: Iterable[Text[Facts]]) -> list[Text[Facts]]:
    found = {}
    for text in texts:
        if text.key in found:
            raise text.problem(f"“{text.key}” stands in {found[text.key].place} already.")
        found[text.key] = text
    return list(found.values())


def contents(root: Path, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ContentProblem(f"{place_of(root, path)}: there is no such file.") from error
    except UnicodeDecodeError as error:
        raise ContentProblem(f"{place_of(root, path)}: it is not UTF-8.") from error


def place_of(root: Path, path: Path) -> str:
    return f"{root.name}/{path.relative_to(root)}"


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
