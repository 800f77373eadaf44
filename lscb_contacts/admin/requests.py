from django.contrib import admin

from lscb_contacts.models import ConfirmationRequest, Letter


class ReadOnly:
    """What the site itself writes: to be read, not to be edited."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class LetterInline(ReadOnly, admin.TabularInline):
    model = Letter
    fields = ["kind", "to", "sent_at", "attempts", "problem"]


@admin.register(ConfirmationRequest)
class ConfirmationRequestAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["authority", "made_at", "kind", "letters_text", "answer_text"]
    list_filter = ["answer", "kind"]
    list_select_related = ["authority"]
    search_fields = ["authority__name"]
    date_hierarchy = "made_at"
    inlines = [LetterInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("letters")

    @admin.display(description="letters sent")
    def letters_text(self, request):
        letters = request.letters.all()
        failed = "".join(f". Not sent: {letter.problem}" for letter in letters if letter.problem and not letter.sent_at)
        return f"{sum(letter.sent_at is not None for letter in letters)}{failed}"

    @admin.display(description="answer", ordering="answer")
    def answer_text(self, request):
        if request.answer:
            return f"{request.get_answer_display()} ({request.answered_by})"
        return "No answer yet" if request.is_open() else "No answer"
