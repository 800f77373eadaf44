import pytest

from lscb_site.operations.checks import LETTERS_IN_THE_LOG, letters_leave_the_house


@pytest.mark.parametrize(("backend", "said"), [("console", [LETTERS_IN_THE_LOG]), ("smtp", [])])
def test_a_key_in_the_log_is_warned_of(settings, backend, said):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert letters_leave_the_house(None) == said
