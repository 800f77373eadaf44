"""What needs somebody in texts: links that lead nowhere, addresses asked for in vain, sentences to look at."""

from django.contrib.auth.models import User

from lscb_site.desk.attention.needs import Link, Need, Thing, need
from lscb_site.link_check.models import CheckedLink, MissingAddress
from lscb_site.link_check.wording import sentence
from lscb_site.linter.models import WORST_FIRST, LintRemark
from lscb_site.web.addresses import admin_address

OFTEN = 5  # times, from which an address that was not found is worth leading somewhere


def broken_links(user: User) -> Need | None:
    if not user.has_perm("link_check.view_checkedlink"):
        return None
    return need(
        "broken-links",
        CheckedLink.objects.broken().order_by("failing_since", "pk"),
        lambda link: Thing(link.address, admin_address(link), sentence(link)),
        ("A link leads nowhere", "{count} links lead nowhere"),
        "Readers press them and do not get what was promised.",
        Link("Mend the links", admin_address(CheckedLink, "changelist")),
    )


def not_found(user: User) -> Need | None:
    if not user.has_perm("link_check.view_missingaddress"):
        return None
    often = MissingAddress.objects.filter(times__gte=OFTEN).order_by("-times", "path")
    return need(
        "not-found",
        often,
        lambda missing: Thing(missing.path, admin_address(MissingAddress, "changelist"), f"{missing.times} times"),
        ("An address was asked for and not found", "{count} addresses were asked for and not found"),
        "Somebody has a link to them, or remembers them. Lead them to what readers want.",
        Link("Lead them somewhere", admin_address(MissingAddress, "changelist")),
    )


def sentences(user: User) -> Need | None:
    if not user.has_perm("linter.view_lintremark"):
        return None
    return need(
        "sentences",
        LintRemark.objects.open().live().order_by(*WORST_FIRST),
        lambda remark: Thing(f"{remark.title}: {remark.name}", admin_address(remark), remark.message),
        ("A sentence that readers have is to be looked at", "{count} sentences that readers have are to be looked at"),
        "Something in them is out of date, promises what is not there, or differs from the directory.",
        Link("Look at the words", admin_address(LintRemark, "changelist")),
    )
