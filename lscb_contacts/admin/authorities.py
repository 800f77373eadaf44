from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.utils.dateformat import format as format_date

from lscb_contacts.admin.numbers import AsksAboutNumbers, FindsNumbers
from lscb_contacts.admin.points import ContactPointInline, SavesPoints
from lscb_contacts.confirming.coverage import coverage
from lscb_contacts.confirming.requests import NotAsked, accept_mailbox, ask_by_hand, write_mailbox
from lscb_contacts.exchange.authorities import AuthorityResource
from lscb_contacts.models import Authority, ConfirmationContact, ConfirmationRequest
from lscb_contacts.standing import Standing
from lscb_site.exchange.admin import ExchangeAdmin


class NumbersFilter(admin.SimpleListFilter):
    """For authorities: the standing comes from `with_confirmation()`."""

    title = "telephone numbers"
    parameter_name = "numbers"

    def lookups(self, request, model_admin):
        return [
            (Standing.UNCONFIRMED, "Some to be confirmed"),
            (Standing.CONFIRMED, "All confirmed"),
            (Standing.NONE, "None known for the public"),
        ]

    def queryset(self, request, queryset):
        return queryset.filter(standing=self.value()) if self.value() in Standing.values else queryset


class ConfirmationContactInline(admin.StackedInline):
    model = ConfirmationContact
    verbose_name_plural = "Whom to ask whether this is right (never shown on the site)"
    fields = [("mailbox", "deputy"), "state"]
    readonly_fields = ["state"]

    @admin.display(description="may it be asked?")
    def state(self, contact):
        if contact.pk is None:
            return "Once a second person has accepted the mailbox: with it, somebody answers for the borough."
        if contact.is_accepted:
            return "Yes."
        by = f"{contact.written_by} wrote it. " if contact.written_by else ""
        return f"Not yet. {by}A second person accepts it in the list of authorities."


class AuthorityForm(AsksAboutNumbers):
    takes_no_numbers_in = ("name", "short_name", "police_unit")


@admin.register(Authority)
class AuthorityAdmin(SavesPoints, FindsNumbers, ExchangeAdmin):
    resource_classes = [AuthorityResource]
    form = AuthorityForm
    change_list_template = "admin/lscb_contacts/authority_list.html"
    list_display = ["short_name", "numbers_text", "mailbox", "asked_text", "police_unit"]
    list_filter = [NumbersFilter]
    list_select_related = ["confirmation_contact"]
    search_fields = ["name", "short_name", "other_names", "contact_points__name", "contact_points__phone"]
    prepopulated_fields = {"slug": ["short_name"]}
    inlines = [ConfirmationContactInline, ContactPointInline]
    actions = ["ask", "accept_mailboxes"]
    fieldsets = [
        (None, {"fields": ["short_name", "name", "other_names", "slug", "council_url", "police_unit"]}),
        ("On the map", {"classes": ["collapse"], "fields": ["gss_code", ("column", "row")]}),
    ]

    def view_on_site(self, authority):
        return authority.get_absolute_url()

    def get_queryset(self, request):
        requests = ConfirmationRequest.objects.filter(authority=OuterRef("pk")).order_by("-made_at")
        return (
            super()
            .get_queryset(request)
            .with_confirmation()
            .annotate(asked_at=Subquery(requests.values("made_at")[:1]), answer=Subquery(requests.values("answer")[:1]))
        )

    def get_readonly_fields(self, request, obj=None):
        """London's 33 authorities are facts: what identifies one changes only in an Administrator's hands."""
        return [] if self.has_add_permission(request) else ["short_name", "name", "slug", "gss_code", "column", "row"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def has_import_permission(self, request):
        return super().has_import_permission(request) and self.has_add_permission(request)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, (extra_context or {}) | {"coverage": coverage()})

    @admin.display(description="telephone numbers")
    def numbers_text(self, authority):
        if not authority.numbers:
            return "None known"
        return f"{authority.confirmed_numbers} of {authority.numbers} confirmed"

    @admin.display(description="mailbox to ask", ordering="confirmation_contact__mailbox")
    def mailbox(self, authority):
        if not hasattr(authority, "confirmation_contact"):
            return "None"
        contact = authority.confirmation_contact
        return contact.mailbox if contact.is_accepted else f"{contact.mailbox} (waits for a second person)"

    @admin.display(description="last asked", ordering="asked_at")
    def asked_text(self, authority):
        if not authority.asked_at:
            return "Never"
        answer = ConfirmationRequest.Answer(authority.answer).label if authority.answer else "No answer yet"
        return f"{format_date(authority.asked_at, 'j F Y')}: {answer}"

    @admin.action(description="Ask the chosen authorities by e-mail to confirm", permissions=["change"])
    def ask(self, request, queryset):
        for authority in queryset:
            try:
                made = ask_by_hand(authority, request.user)
            except NotAsked as reason:
                self.message_user(request, str(reason), messages.WARNING)
                continue
            self.log_change(request, authority, "Asked to confirm its entry.")
            until = format_date(made.expires_at, "j F Y")
            self.message_user(request, f"{authority}: a request is on its way. Its link works until {until}.")

    @admin.action(description="Accept the mailboxes of the chosen, written by somebody else", permissions=["change"])
    def accept_mailboxes(self, request, queryset):
        for authority in queryset:
            try:
                if not hasattr(authority, "confirmation_contact"):
                    raise NotAsked(f"{authority} has no mailbox.")
                accept_mailbox(authority.confirmation_contact, request.user)
            except NotAsked as reason:
                self.message_user(request, str(reason), messages.WARNING)
                continue
            mailbox = authority.confirmation_contact.mailbox
            self.log_change(request, authority, f"Accepted its mailbox {mailbox}.")
            self.message_user(request, f"{authority}: {mailbox} is accepted.", messages.SUCCESS)

    def save_formset(self, request, form, formset, change):
        if formset.model is not ConfirmationContact:
            super().save_formset(request, form, formset, change)
            return
        for contact in formset.save(commit=False):
            write_mailbox(contact, request.user, is_new=contact.pk is None)
        for contact in formset.deleted_objects:
            contact.delete()
