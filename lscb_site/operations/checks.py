from django.conf import settings
from django.core.checks import Tags, Warning, register

LETTERS_IN_THE_LOG = Warning(
    "Letters to boroughs go to the log, and nobody gets them. Whoever reads the log can answer for a borough.",
    hint="Set EMAIL_URL to the mail server.",
    id="operations.W001",
)


@register(Tags.security, deploy=True)
def letters_leave_the_house(app_configs, **kwargs):
    """The link in a letter is a key, and Django's e-mail for developers prints letters among the other lines."""
    return [LETTERS_IN_THE_LOG] if "console" in settings.EMAIL_BACKEND else []
