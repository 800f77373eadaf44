from django.conf import settings
from django.core.checks import Tags, Warning, register

from lscb_site.web import mail

LETTERS_IN_THE_LOG = Warning(
    "Letters to boroughs go to the log, and nobody gets them. Whoever reads the log can answer for a borough. Letters "
    "to followers wait, and whoever asks to be told of something hears nothing.",
    hint="Set EMAIL_URL to the mail server, or EMAIL_PROVIDER.",
    id="operations.W001",
)

PASSWORDS_ALONE = Warning(
    "Nobody needs a second factor: a stolen password is enough to change what London reads.",
    hint="Take SECOND_FACTOR out of the environment.",
    id="operations.W002",
)


@register(Tags.security, deploy=True)
def letters_leave_the_house(app_configs, **kwargs):
    """The link in a letter is a key."""
    return [] if mail.is_set_up() else [LETTERS_IN_THE_LOG]


@register(Tags.security, deploy=True)
def accounts_are_protected(app_configs, **kwargs):
    return [] if settings.SECOND_FACTOR == "required" else [PASSWORDS_ALONE]
