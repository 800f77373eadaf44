"""What a publisher answers on whatever screen it is asked: whether it is in force, and whether it may be public."""

from tests.editing.browser_form import untouched


def answered(screen, answer="unknown", **said):
    """The form of a screen with the same answer to each question about force: `stated_by`, `stated_on`, `check_on`."""
    given = {"answer": answer} | said
    fields = {
        f"{question.form.prefix}-{name}": value
        for question in screen.context["questions"]
        if hasattr(question, "claim")
        for name, value in given.items()
    }
    return untouched(screen, **fields)


def looked(screen, reason="The family agreed to it."):
    """The same of somebody who looked at what the files hide, and says why all of it may be public."""
    private = [
        form for question in screen.context["questions"] if not hasattr(question, "claim") for _, form in question.found
    ]
    given = {f"{form.prefix}-reason": reason for form in private} | {f"{form.prefix}-looked": "on" for form in private}
    return answered(screen) | given
