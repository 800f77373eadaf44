"""Tripwires of djangocms-text, through which every formatted text is saved and edited: see test_private_parts.py.

That its editor asks our script about what is pasted is proven in tests/browser/test_pasting.py.
"""

import inspect
from importlib import import_module
from pathlib import Path


def the_cleaner_of_each_module():
    """Whatever calls it by another name, or in another module, would store a text that nobody has tidied."""
    import djangocms_text

    room = Path(djangocms_text.__file__).parent
    callers = {path.stem for path in room.glob("*.py") if "clean_html(" in path.read_text()}
    assert callers == {"fields", "html", "models"}
    for name in callers:
        cleaner = import_module(f"djangocms_text.{name}").clean_html
        assert cleaner("<h1 style='color:red'>A</h1>") == "<h2>A</h2>"
        assert list(inspect.signature(cleaner).parameters) == ["data", "full", "cleaner"]


def the_editor():
    from djangocms_text.editors import DEFAULT_EDITOR, get_editor_config
    from djangocms_text.widgets import TextEditorWidget

    assert get_editor_config() is DEFAULT_EDITOR
    widget = TextEditorWidget()
    assert "js/pasting.js" in str(widget.media)
    assert "css/pasting.css" in str(widget.media)
    assert str(widget.get_global_settings("en")["pasted_url"]).endswith("/plugin/text_plugin/pasted/")


TEXT_TRIPWIRES = {
    "clean_html": the_cleaner_of_each_module,
    "djangocms_text.fields": the_cleaner_of_each_module,
    "djangocms_text.html": the_cleaner_of_each_module,
    "djangocms_text.models": the_cleaner_of_each_module,
    "DEFAULT_EDITOR": the_editor,
    "TextEditorWidget": the_editor,
}
