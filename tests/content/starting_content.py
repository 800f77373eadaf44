"""The starting content as the tests read it: plain files, without Django."""

import csv
import re
from pathlib import Path

import frontmatter

CONTENT = Path(__file__).resolve().parents[2] / "lscb_site" / "content"
DEMONSTRATION = CONTENT / "demonstration"


def table(name):
    with open(CONTENT / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(folder):
    return {path.stem: frontmatter.load(path, encoding="utf-8") for path in sorted((CONTENT / folder).glob("*.md"))}


def everything(post):
    """The front matter and the body as one run of text."""
    return re.sub(r"\s+", " ", f"{post.metadata} {post.content}").replace("\\u2019", "’")


NEWS_POSTS = {post["slug"]: post for post in texts("news").values()}
DOCUMENTS = texts("documents")
PAGE_TEXTS = texts("pages")
ALL_POSTS = [*NEWS_POSTS.values(), *DOCUMENTS.values(), *PAGE_TEXTS.values()]


def files():
    for post in DOCUMENTS.values():
        for edition in post["editions"]:
            yield from edition["files"]


def demonstration_files():
    return sorted(path.name for path in DEMONSTRATION.iterdir() if path.suffix in {".pdf", ".docx", ".pptx"})
