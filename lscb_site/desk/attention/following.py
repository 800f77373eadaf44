"""Letters to followers that nobody will get unless somebody does something."""

from django.contrib.auth.models import User
from django.db.models import Count

from lscb_site.desk.attention.needs import SHOWN, Link, Need, Thing
from lscb_site.following.models import Letter
from lscb_site.web.addresses import admin_address


def given_up(user: User) -> Need | None:
    """By what the mail server said: one reason may stand for thousands of letters, and is ended once. One query."""
    if not user.has_perm("following.change_letter"):
        return None
    failed = Letter.objects.filter(failed_at__isnull=False).order_by().values("problem")
    reasons = list(failed.annotate(number=Count("pk")).order_by("-number", "problem"))
    if not reasons:
        return None
    number = sum(reason["number"] for reason in reasons)
    address = f"{admin_address(Letter, 'changelist')}?state=failed"
    return Need(
        "given-up",
        "A letter to a follower was given up" if number == 1 else f"{number} letters to followers were given up",
        "Those people work from what they knew before.",
        len(reasons),
        tuple(Thing(each["problem"], address, in_words(each["number"])) for each in reasons[:SHOWN]),
        Link("See which, and try again", address),
    )


def in_words(number: int) -> str:
    return "1 letter" if number == 1 else f"{number} letters"
