from django.core.checks import Tags, Warning, register

from lscb_site.web import mail

LETTERS_IN_THE_LOG = Warning(
    "Letters to boroughs go to the log, and nobody gets them. Whoever reads the log can answer for a borough.",
    hint="Set EMAIL_URL to the mail server.",
    id="operations.W001",
)


@register(Tags.security, deploy=True)
def letters_leave_the_house(app_configs, **kwargs):
    """The link in a letter is a key."""
    return [] if mail.is_set_up() else [LETTERS_IN_THE_LOG]
