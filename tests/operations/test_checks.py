import pytest

from lscb_site.operations.checks import (
    LETTERS_IN_THE_LOG,
    PASSWORDS_ALONE,
    accounts_are_protected,
    letters_leave_the_house,
)


@pytest.mark.parametrize(("backend", "said"), [("console", [LETTERS_IN_THE_LOG]), ("smtp", [])])
def test_a_key_in_the_log_is_warned_of(settings, backend, said):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert letters_leave_the_house(None) == said


@pytest.mark.parametrize(("said", "warned"), [("offered", [PASSWORDS_ALONE]), ("required", [])])
def test_accounts_without_a_second_factor_are_warned_of(settings, said, warned):
    settings.SECOND_FACTOR = said
    assert accounts_are_protected(None) == warned
