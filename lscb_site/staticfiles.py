"""Static files as visitors get them: hashed, compressed, and the style sheet's family joined into one file."""

import posixpath
import re

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"

IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\) layer\((?P<layer>\w+)\);')
URL = re.compile(r'url\("(?P<address>[^":]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BLANK = re.compile(r"\s*\n\s*")


def joined(name: str, read) -> str:
    """The text of the sheet `name` with every `@import` replaced by what it imports, and no comments.

    `read(name)` gives a file's text. An address inside an imported file is rewritten to lead from the sheet's folder.
    """
    folder = posixpath.dirname(name)

    def imported(match):
        def rebased(address):
            return f'url("{posixpath.normpath(posixpath.join(posixpath.dirname(match["name"]), address["address"]))}")'

        text = joined(posixpath.join(folder, match["name"]), read)
        return f"@layer {match['layer']} {{\n{URL.sub(rebased, text)}\n}}"

    return BLANK.sub("\n", IMPORT.sub(imported, COMMENT.sub("", read(name))))


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """What collectstatic writes to. The import lines of our own modules are rewritten to their hashed names."""

    patterns = (
        *ManifestStaticFilesStorage.patterns,
        (
            "js/*.js",
            (
                (r"""(?P<matched>import\("(?P<url>[^"]+)"\))""", 'import("%(url)s")'),
                (r"""(?P<matched>from "(?P<url>\.{1,2}/[^"]+)")""", 'from "%(url)s"'),
                (r"""(?P<matched>import "(?P<url>\.{1,2}/[^"]+)")""", 'import "%(url)s"'),
            ),
        ),
    )

    def post_process(self, paths, dry_run=False, **options):
        def read(name):
            source, path = paths[name]
            with source.open(path) as file:
                return file.read().decode()

        if SHEET in paths and not dry_run:
            storage = InMemoryStorage()
            storage.save(SHEET, ContentFile(joined(SHEET, read)))
            paths = paths | {SHEET: (storage, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
