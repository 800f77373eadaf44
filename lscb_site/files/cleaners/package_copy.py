"""A copy of an Office or OpenDocument package with some parts changed and some left out.

A part that is left out goes with whatever names it: its relationships, its content type, its line in the manifest.
"""

import posixpath
import zipfile

from lscb_site.files.readers.package_parts import Element, Relationship, parse, relationships, remove, value_of, written

TYPES, MANIFEST = "[Content_Types].xml", "META-INF/manifest.xml"
CHUNK = 1024 * 1024


class PackageCopy:
    """Of the package ``original``, which stays as it is. Parts are held only where they are changed."""

    def __init__(self, original: zipfile.ZipFile) -> None:
        self.original = original
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def names(self) -> list[str]:
        return [name for name in self.original.namelist() if name not in self._dropped]

    def __contains__(self, name: str) -> bool:
        return name not in self._dropped and name in self.original.namelist()

    def read(self, name: str) -> bytes:
        return self._changed[name] if name in self._changed else self.original.read(name)

    def tree(self, name: str) -> Element | None:
        """Raises as `package_parts.parse`. What is changed in it counts once it is given to :meth:`put`."""
        return parse(self.read(name)) if name in self else None

    def put(self, name: str, root: Element) -> None:
        self._changed[name] = written(root)

    def put_bytes(self, name: str, data: bytes) -> None:
        self._changed[name] = data

    def targets(self, part: str) -> dict[str, Relationship]:
        """What a part of the original points at."""
        return relationships(self.original, part)

    def drop(self, *names: str) -> None:
        """Leave parts out, with what they alone have: their own relationships."""
        gone = {name for name in names if name in self}
        if not gone:
            return
        self._dropped |= gone
        self._dropped |= {own for name in gone if (own := _relationships_of(name)) in self.original.namelist()}
        for name in self.names():
            if name.endswith(".rels"):
                self._unlink(name, gone)
        types = self.tree(TYPES)
        for each in [] if types is None else list(types.iterchildren("{*}Override")):
            if value_of(each, "PartName").lstrip("/") in gone:
                remove(each)
        if types is not None:
            self.put(TYPES, types)
        manifest = self.tree(MANIFEST)
        for each in [] if manifest is None else list(manifest.iterchildren("{*}file-entry")):
            if value_of(each, "full-path") in gone:
                remove(each)
        if manifest is not None:
            self.put(MANIFEST, manifest)

    def _unlink(self, rels: str, gone: set[str]) -> None:
        part = rels.replace("_rels/", "", 1)[: -len(".rels")] if rels != "_rels/.rels" else ""
        lost = {key for key, each in self.targets(part).items() if not each.is_external and each.target in gone}
        if lost:
            self.unlink(rels, lost)

    def unlink(self, rels: str, identifiers: set[str]) -> None:
        """Takes relationships out of the part ``rels`` that lists them."""
        root = self.tree(rels)
        if root is None:
            return
        for each in list(root.iterchildren("{*}Relationship")):
            if value_of(each, "Id") in identifiers:
                remove(each)
        self.put(rels, root)

    def write(self, target: str) -> None:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for member in self.original.infolist():
                name = member.filename
                if name in self._dropped:
                    continue
                made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # when somebody saved it is no reader's business
                made.compress_type = member.compress_type  # OpenDocument's first entry is not compressed
                made.external_attr = 0o600 << 16
                if name in self._changed:
                    copy.writestr(made, self._changed[name])
                    continue
                made.file_size = member.file_size
                with self.original.open(member) as source, copy.open(made, "w") as place:
                    while chunk := source.read(CHUNK):
                        place.write(chunk)


def _relationships_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")
