"""The page of a request's link: for somebody at an authority, who has no account and needs none.

Whoever holds the link holds the right to answer; no cookie says who asks. So there is nothing that another site could
make a browser send along, and the pages need no CSRF token, which would need a cookie. A GET changes nothing: the
programs that look through mailboxes open every link. While a link works its answers are 200, because Django logs the
address of every other, and the address is the credential.
"""

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from lscb_contacts.confirming.forms import ConfirmForm, CorrectForm, PointForms, WhichAuthorityForm
from lscb_contacts.confirming.links import request_of
from lscb_contacts.confirming.replies import ChangedMeanwhile, NotOpen, confirm_all, correct, points_of, seen
from lscb_contacts.confirming.requests import send_new_link

CHANGED = "Our entry changed while you looked at it. Please look again: this is what we hold now."


@method_decorator(csrf_exempt, name="dispatch")
class LinkView(View):
    """Finds the request of the link. Without an open one it shows the page that offers a new link."""

    def dispatch(self, request, *args, token, **kwargs):
        self.token, self.asked = token, request_of(token)
        try:
            if self.asked is None or not self.asked.is_open():
                raise NotOpen
            return super().dispatch(request, *args, **kwargs)
        except NotOpen:
            form = None if self.asked else WhichAuthorityForm()
            return self.show("confirm_closed.html", status=404 if form else 410, form=form)

    def show(self, template, status=200, **facts):
        return render(
            self.request, f"contacts/{template}", facts | {"asked": self.asked, "token": self.token}, status=status
        )


class Confirm(LinkView):
    def get(self, request):
        return self.page(ConfirmForm())

    def post(self, request):
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return self.page(form)
        role = form.cleaned_data["role"]
        try:
            confirm_all(self.asked, role, form.cleaned_data["seen"])
        except ChangedMeanwhile:
            return self.page(form, note=CHANGED)
        return self.show("confirm_thanks.html", confirmed=True, role=role)

    def page(self, form, **facts):
        points = points_of(self.asked)
        return self.show("confirm.html", points=points, form=form, seen=seen(points), **facts)


class Correct(LinkView):
    def get(self, request):
        return self.page(CorrectForm(), PointForms(queryset=self.queryset()))

    def post(self, request):
        form, forms = CorrectForm(request.POST), PointForms(request.POST, queryset=self.queryset())
        if not (form.is_valid() & forms.is_valid()):
            return self.page(form, forms)
        answer = form.cleaned_data
        corrections = forms.corrections(points_of(self.asked))
        if not corrections and not answer["remarks"]:
            form.add_error(None, "Nothing has changed here. If all of it is right, go back and say so.")
            return self.page(form, forms)
        try:
            correct(
                self.asked,
                answer["role"],
                answer["seen"],
                corrections,
                remarks=answer["remarks"],
                others_are_right=answer["others_are_right"],
            )
        except ChangedMeanwhile:
            return self.page(CorrectForm(), PointForms(queryset=self.queryset()), note=CHANGED)
        return self.show("confirm_thanks.html", confirmed=False, role=answer["role"])

    def queryset(self):
        return self.asked.authority.contact_points.prefetch_related("opening_hours")

    def page(self, form, forms, **facts):
        return self.show("confirm_changes.html", form=form, forms=forms, seen=seen(points_of(self.asked)), **facts)


@method_decorator(csrf_exempt, name="dispatch")
class NewLink(View):
    """Sends a new link to the mailbox that is registered. Answers the same, whether one is registered or not."""

    def get(self, request, token):
        return HttpResponseRedirect(reverse("contacts:confirm", args=[token]))

    def post(self, request, token):
        asked, form = request_of(token), WhichAuthorityForm(request.POST)
        authority = asked.authority if asked else form.is_valid() and form.cleaned_data["authority"]
        if authority and not (asked and asked.is_open()):
            send_new_link(authority)
        return render(request, "contacts/confirm_new_link.html", {"authority": authority})
