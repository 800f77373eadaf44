"""“How the site is”, a screen of the admin for Administrators: what `manage.py doctor` says, in the same words.

What others are asked is kept for a minute in each process and waited for with an end, so the screen never hangs.
"""

from collections import Counter
from itertools import groupby

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from lscb_site.accounts.roles import Role, role_of
from lscb_site.operations.doctor.examining import Doctor
from lscb_site.operations.doctor.findings import FAMILIES, State, worst

WORDS = {State.WELL: "Well", State.LOOK: "To look at", State.ILL: "Wrong"}
doctor = Doctor()


def may_see(person):
    return person.is_superuser or role_of(person) is Role.ADMINISTRATOR


def how_the_site_is(request):
    if not may_see(request.user):
        raise PermissionDenied
    findings = doctor.examine()
    context = admin.site.each_context(request) | {
        "title": "How the site is",
        "summary": summary(findings),
        "families": families(findings),
    }
    return TemplateResponse(request, "admin/operations/how_the_site_is.html", context)


def summary(findings):
    """“Wrong: 1. To look at: 8. Well: 21.”, without what there is none of."""
    numbers = Counter(each.state for each in findings)
    return " ".join(f"{WORDS[state]}: {numbers[state]}." for state in reversed(State) if numbers[state])


def families(findings):
    """Each with its findings, the worst family first and in it the worst finding."""
    order = list(FAMILIES)
    together = sorted(findings, key=lambda each: (order.index(each.family), -each.state, each.key))
    found = [(FAMILIES[name], list(group)) for name, group in groupby(together, key=lambda each: each.family)]
    return [
        (name, [(WORDS[each.state], each) for each in group])
        for name, group in sorted(found, key=lambda family: -worst(family[1]))
    ]


urlpatterns = [path("", admin.site.admin_view(how_the_site_is), name="how_the_site_is")]
