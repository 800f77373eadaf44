"""Layers of a PDF that are switched off (optional content, ISO 32000-2, 8.11)."""

import io
import os

import pikepdf
import pypdfium2

MAX_BYTES = 60_000_000  # the copy with every layer is held in memory
MAX_LAYERS = 1000
NO_NAME = "a layer without a name"


def off_layers(document: pikepdf.Pdf) -> list[str]:
    """The names of layers that are not shown when the file is opened."""
    layers = _layers(document)
    held = document.Root.get("/OCProperties")
    usual = held.get("/D") if isinstance(held, pikepdf.Dictionary) else None
    if not layers or not isinstance(usual, pikepdf.Dictionary):
        return []
    off, on = _numbers(usual.get("/OFF")), _numbers(usual.get("/ON"))
    is_off_otherwise = usual.get("/BaseState") == "/OFF"
    return [
        _name(layer)
        for layer in layers
        if layer.objgen in off or (is_off_otherwise and layer.objgen not in on) or _is_off_by_use(layer)
    ]


def off_elsewhere(document: pikepdf.Pdf) -> list[str]:
    """The names of layers that our pages show, and some readers' programs do not: those that are shown when another is
    off, those that the list of layers leaves out, and those that are for some sizes of the page on the screen."""
    held = document.Root.get("/OCProperties")
    usual = held.get("/D") if isinstance(held, pikepdf.Dictionary) else None
    if not isinstance(usual, pikepdf.Dictionary):
        return []
    listed = {layer.objgen for layer in _layers(document)}
    off, is_off_otherwise = _numbers(usual.get("/OFF")), usual.get("/BaseState") == "/OFF"
    found: dict[str, None] = {}
    for each in document.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if each.get("/Type") == "/OCG":
            is_left_out = is_off_otherwise and each.objgen not in listed
            if is_left_out or (each.objgen not in off and _is_for_some_sizes(each)):
                found[_name(each)] = None
        elif each.get("/Type") == "/OCMD" and each.get("/P") in ("/AllOff", "/AnyOff"):
            groups = each.get("/OCGs")
            members = list(groups)[:MAX_LAYERS] if isinstance(groups, pikepdf.Array) else [groups]
            layers = [layer for layer in members if isinstance(layer, pikepdf.Dictionary)]
            states = [layer.objgen in off for layer in layers]
            if layers and not (all(states) if each.get("/P") == "/AllOff" else any(states)):
                found |= dict.fromkeys(map(_name, layers))
    return list(found)


def with_every_layer(document: pikepdf.Pdf, path: str) -> pypdfium2.PdfDocument | None:
    """The same document with every layer shown; None for one too large to be held twice. Changes ``document``."""
    if os.path.getsize(path) > MAX_BYTES:
        return None
    held = document.Root.OCProperties
    before = {key: held.get(key) for key in ("/D", "/Configs") if key in held}
    uses = [(layer, layer.get("/Usage")) for layer in _layers(document) if "/Usage" in layer]
    held["/D"] = pikepdf.Dictionary(BaseState=pikepdf.Name.ON)
    for layer, _ in uses:
        del layer["/Usage"]
    written = io.BytesIO()
    document.save(written)
    for key, value in before.items():
        held[key] = value
    for layer, use in uses:
        layer["/Usage"] = use
    return pypdfium2.PdfDocument(written.getvalue())


def _layers(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    held = document.Root.get("/OCProperties")
    listed = held.get("/OCGs") if isinstance(held, pikepdf.Dictionary) else None
    if not isinstance(listed, pikepdf.Array):
        return []
    return [each for each in list(listed)[:MAX_LAYERS] if isinstance(each, pikepdf.Dictionary)]


def _numbers(listed: object) -> set[tuple[int, int]]:
    if not isinstance(listed, pikepdf.Array):
        return set()
    return {each.objgen for each in listed if isinstance(each, pikepdf.Object)}


def _is_off_by_use(layer: pikepdf.Dictionary) -> bool:
    use = layer.get("/Usage")
    view = use.get("/View") if isinstance(use, pikepdf.Dictionary) else None
    return isinstance(view, pikepdf.Dictionary) and view.get("/ViewState") == "/OFF"


def _is_for_some_sizes(layer: pikepdf.Dictionary) -> bool:
    use = layer.get("/Usage")
    zoom = use.get("/Zoom") if isinstance(use, pikepdf.Dictionary) else None
    return isinstance(zoom, pikepdf.Dictionary) and bool(("/min" in zoom and zoom["/min"] != 0) or "/max" in zoom)


def _name(layer: pikepdf.Dictionary) -> str:
    name = layer.get("/Name")
    return str(name).strip() or NO_NAME if isinstance(name, (str, pikepdf.String)) else NO_NAME
