"""A form of the admin that knows the version it was opened at. Every `ModelAdmin` of the site is one.

The admin's site sees to it (`lscb_site.accounts.menu`); a class of ours that others inherit names it itself, so that
what it adds stands around this.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, router, transaction
from django.http import HttpRequest, HttpResponse

from lscb_site.editing.advice import ADVISERS, advice_on, put_beside
from lscb_site.editing.authors import Row, Saving, savings
from lscb_site.editing.differences import Difference
from lscb_site.editing.history import tell_the_parts, tell_the_whole, with_files_named
from lscb_site.editing.marks import shown
from lscb_site.editing.merging import Inline, Merge, leave_untouched, settle
from lscb_site.editing.opened import FIELD, ITSELF, Opened
from lscb_site.editing.posting import removed_from
from lscb_site.editing.typed import typed_page
from lscb_site.editing.written import replay_of
from lscb_site.web.date_fields import IN_THE_ADMIN

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object

ASKED, CHOICE = "_asked", "_choice-"  # names in the form: what was asked, and what is chosen for it
GONE = "Somebody deleted this while you were writing"


@dataclass
class Meanwhile:
    """Why a form is shown once more instead of being saved."""

    differences: list[Difference]
    by: list[Saving]
    is_unknown: bool  # the form does not say at which version it was opened
    is_unsettled: bool = False  # it came back without a choice that it asks for

    @property
    def asks(self) -> bool:
        return any(difference.asks for difference in self.differences)


class EditedTogether(Base):
    """Before it saves a form, it compares what was stored when the form was opened with what is stored now."""

    is_on_a_page = False  # whether pictures can stand beside its texts, in blocks of their own
    beside_the_form: tuple[str, ...] = ()  # what else of a row an editor sees while writing, such as its state

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        reads_days_and_times(self)

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        inlines = super().get_inline_instances(request, obj)
        for inline in inlines:
            reads_days_and_times(inline)
        return inlines

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            stored = self.locked(request, object_id)
            if stored is None:
                return typed_page(request, GONE, "It cannot be saved. Copy what you need.", status=404)
            if not self.has_change_permission(request, stored):
                raise PermissionDenied(self.refusal(request, stored))
            self.bring_up_to_date(request, stored)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(is_key(self.model, each) for each in chosen):
            data = request.POST.copy()
            data.setlist(ACTION_CHECKBOX_NAME, [each for each in chosen if is_key(self.model, each)])
            request.POST = data  # type: ignore[assignment]  # a copy, which can be changed
        return super().changelist_view(request, extra_context)

    def locked(self, request: HttpRequest, object_id: str) -> models.Model | None:
        """The row as it is stored, which nobody else can change before this transaction ends."""
        key = unquote(object_id)
        try:
            # By itself: the admin's own query may count related rows, and cannot be locked.
            list(self.model._base_manager.select_for_update(no_key=True).filter(pk=key).values_list("pk"))
        except (ValueError, ValidationError):
            return None
        return self.get_object(request, key)

    def refusal(self, request: HttpRequest, stored: Any) -> str:
        """Why this editor may not change the row that was typed into."""
        return "You may not change this, or not any more."

    def bring_up_to_date(self, request: HttpRequest, stored: Any) -> None:
        form, inlines = self.as_stored(request, stored)
        formsets = [inline.formset for inline in inlines]
        now = Opened.now(form, formsets, self.beside(stored))
        opened = Opened.sent(request.POST.get(FIELD, ""))
        data, choices = request.POST.copy(), {}
        for name in data.getlist(ASKED):
            choices[name] = data.get(f"{CHOICE}{name}", "")
        differences = []
        if opened != now:
            differences = Merge(data, request.FILES, opened, now).all(form, inlines)
            differences += self.differences_beside(opened, now, stored)
        asked_again = {difference.name for difference in differences}
        left = {name: choice for name, choice in choices.items() if name not in asked_again}
        unsettled = settle(left, form, inlines, data, request.FILES)
        leave_untouched(form, inlines, data, request.FILES)
        request.POST = data  # type: ignore[assignment]  # a copy, which can be changed
        request.opened_now = now  # type: ignore[attr-defined]
        if differences or unsettled or opened is None:
            by = savings(changed_rows(stored, inlines, opened, now), since(opened), request.user) if opened else []
            request.meanwhile = Meanwhile(  # type: ignore[attr-defined]
                differences + unsettled, by, is_unknown=opened is None, is_unsettled=bool(unsettled)
            )

    def as_stored(self, request: HttpRequest, stored: Any) -> tuple[forms.BaseForm, list[Inline]]:
        """The form and its inlines as they would be opened now."""
        form = self.get_form(request, stored, change=True)(instance=stored)
        return form, list(self.inlines_as_stored(request, stored))

    def inlines_as_stored(self, request: HttpRequest, stored: Any) -> Iterator[Inline]:
        seen: Counter[str] = Counter()
        for formset, inline in self.get_formsets_with_inlines(request, stored):
            prefix = formset.get_default_prefix()
            seen[prefix] += 1
            if seen[prefix] > 1:  # as the admin names them
                prefix = f"{prefix}-{seen[prefix]}"
            rows = formset(instance=stored, prefix=prefix, queryset=inline.get_queryset(request))
            yield Inline(rows, inline.has_change_permission(request, stored))

    def beside(self, stored: Any) -> dict[str, str]:
        return {name: str(getattr(stored, name)) for name in self.beside_the_form}

    def differences_beside(self, opened: Opened | None, now: Opened, stored: Any) -> list[Difference]:
        if opened is None:
            return []
        changed = [name for name in self.beside_the_form if opened.differs(now, ITSELF, f"={name}")]
        return [Difference(*self.told(stored, name), outcome="It stays as it is now.") for name in changed]

    def told(self, stored: Any, name: str) -> tuple[str, str]:
        """The label of a field that is not in the form, and its value in words."""
        label = str(self.model._meta.get_field(name).verbose_name).capitalize()
        display = getattr(stored, f"get_{name}_display", None)
        return label, str(display() if display else getattr(stored, name))

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """A moment that was left alone keeps the part of a second that no form shows."""
        for name, value in form.initial.items():
            if isinstance(value, datetime) and name in form.cleaned_data and name not in form.changed_data:
                setattr(form.instance, name, value)
        return super().save_form(request, form, change)

    # What the history says ----------------------------------------------------------------------------------------

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        return with_files_named(super().construct_change_message(request, form, formsets, add), form)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for label, removed in removed_from(form):
            self.message_user(request, f"{label}: {removed.sentence(self.is_on_a_page)}", messages.WARNING)
        for formset in formsets:
            tell_the_parts(request.user, form.instance, formset, self.admin_site.is_registered(formset.model))

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        entry = super().log_addition(request, obj, message)
        tell_the_whole(entry, obj)
        tell_advisers(obj)
        return entry

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> LogEntry:
        entry = super().log_change(request, obj, message)
        tell_the_whole(entry, obj)
        tell_advisers(obj)
        return entry

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        rows = list(queryset)
        entries = super().log_deletions(request, queryset)
        for entry, row in zip(entries if isinstance(entries, list) else [entries], rows, strict=False):
            tell_the_whole(entry, row)
        return entries

    # The form that is shown ---------------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        form = super().get_form(request, obj, **kwargs)
        is_held_back = replay_of(request) or (obj and hasattr(request, "meanwhile"))
        return held_back(form) if is_held_back else form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if add or (obj and self.has_change_permission(request, obj)):
            context |= {"shown": shown(request), "replay": replay_of(request)}
        if change and obj and request.method == "GET":
            # Of what is stored: what was typed and came back is told apart from it.
            inlines = context["inline_admin_formsets"]
            context["advice"] = advice_on(request, obj)
            context["advice_left"] = put_beside(context["advice"], context["adminform"].form, inlines)
        if change and obj and self.has_change_permission(request, obj):
            context["meanwhile"] = getattr(request, "meanwhile", None)
            context["opened"] = getattr(request, "opened_now", None) or Opened.now(
                context["adminform"].form,
                [inline.formset for inline in context["inline_admin_formsets"]],
                self.beside(obj),
            )
        return super().render_change_form(request, context, add, change, form_url, obj)


def tell_advisers(row: Any) -> None:
    """Once it is stored for good. One that fails is logged and holds nobody up."""

    def tell() -> None:  # a function with a name, which Django's log of a failure asks for
        for adviser in ADVISERS:
            adviser.saved(row)

    transaction.on_commit(tell, robust=True)


def reads_days_and_times(form_maker: Any) -> None:
    """Have the forms of an admin or an inline read days and times as people write them; a library's too."""
    overrides = form_maker.formfield_overrides
    form_maker.formfield_overrides = {kind: made | IN_THE_ADMIN.get(kind, {}) for kind, made in overrides.items()}


def is_key(model: type[models.Model], text: str) -> bool:
    """Whether it can be the key of a row; the admin's lists fail on anything else."""
    key: models.Field[Any, Any] = model._meta.pk
    try:
        key.run_validators(key.to_python(text))
    except ValidationError:
        return False
    return "\0" not in text


def held_back(form: Any) -> Any:
    """The same form, which is shown with what was typed and never saved."""

    class HeldBack(form):  # type: ignore[misc]
        def is_valid(self) -> bool:
            super().is_valid()
            return False

    return HeldBack


def since(opened: Opened) -> datetime:
    try:
        return datetime.fromtimestamp(opened.at, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC)


def changed_rows(stored: models.Model, inlines: list[Inline], opened: Opened, now: Opened) -> list[Row]:
    """The row itself and the rows of its inlines that are another, new or gone."""
    rows: list[Row] = [(type(stored), stored.pk)]
    models_of = {inline.formset.prefix: inline.formset.model for inline in inlines}
    for group in opened.groups.keys() | now.groups.keys():
        prefix, _, key = group.partition("/")
        if prefix in models_of and key.isdecimal() and opened.groups.get(group) != now.groups.get(group):
            rows.append((models_of[prefix], key))
    return rows
