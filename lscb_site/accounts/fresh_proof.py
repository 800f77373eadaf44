"""Acts that ask anew who is there: roles, second factors, erasing, accepting a colleague's number.

A session may have been left open on a desk. Whoever has signed in, or has proven it, within the last 15 minutes is not
asked (see `adapters`). What was typed into a form meanwhile comes back after the proof, as after a sign-in.
"""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from lscb_site.editing.replaying import keep_for_later


def always(request):
    return True


def presses(name, value=None):
    """Of one button of a screen that is looked at by others too."""
    return lambda request: (
        request.method == "POST" and (request.POST.get(name) == value if value else name in request.POST)
    )


# The address, by its name, and which requests to it ask.
ACTS = {
    "admin:auth_user_add": always,
    "admin:auth_user_change": always,
    "admin:auth_user_close": always,
    "admin:auth_user_reopen": always,
    "admin:auth_user_set_up_again": always,
    "admin:auth_user_withdraw_invitation": always,
    "admin:resources_edition_file_erase": always,
    "admin:lscb_contacts_proposedchange_change": presses("accept"),
    "admin:lscb_contacts_authority_changelist": presses("action", "accept_mailboxes"),
}
AGAIN = "Nothing was done yet. Now that it is known to be you, press once more."


@reauthentication_required(app="lscb_site.accounts")
def _proven(request):
    return None


def is_needed(request):
    """Where nobody has to have a second factor, as on a developer's machine, nobody is asked."""
    if settings.SECOND_FACTOR != "required" or not request.user.is_authenticated:
        return False
    try:
        _proven(request)
    except ReauthenticationRequired:
        return True
    return False


def ask(request):
    """Lead to the proof and, after it, back to where `request` was going."""
    then = request.get_full_path()
    if request.method == "POST":
        if keep_for_later(request):
            then = reverse("accounts:go_on")
        else:
            messages.warning(request, AGAIN)
    method = get_adapter().get_reauthentication_methods(request.user)[0]
    return HttpResponseRedirect(f"{method['url']}?{urlencode({'next': then})}")


class AsksForFreshProof:
    """Middleware, so that which acts ask is said in one place, for rooms that know nothing of accounts. A form is asked
    for before it is shown, so that a proof seldom stands between typing and saving."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if match.view_name not in ACTS or not request.user.is_staff:
            return None
        is_sensitive = ACTS[match.view_name]
        return ask(request) if is_sensitive(request) and is_needed(request) else None
