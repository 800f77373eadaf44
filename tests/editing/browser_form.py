"""The form of a page as a browser without script sends it back untouched."""

from lxml import html


def untouched(response, **changes) -> dict[str, list[str]]:
    """What the last form of the page sends, with `changes`; None takes a field away."""
    form = html.fromstring(response.text).xpath("//form[@method='post']")[-1]
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value.removeprefix("\n"))  # a text area's first line end is none
    return {name: value for name, value in (sent | changes).items() if value is not None}


def the_form_again(answer):
    """What the form says that was shown once more, instead of being saved."""
    assert answer.status_code == 200, answer.status_code
    meanwhile = answer.context["meanwhile"]
    assert meanwhile is not None
    return meanwhile
