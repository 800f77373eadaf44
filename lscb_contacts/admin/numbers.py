"""Forms that notice a telephone number where nobody would confirm it, and lists that find one however it is written."""

from django import forms
from django.utils.html import format_html

from lscb_contacts.numbers_in_texts import LOOKS, TAKE_OUT, newly_typed
from lscb_site.text.telephone_digits import digits_of, number_of

ASKED = "Leave it here only if readers need it in this text: then tick the box below."


class AsksAboutNumbers(forms.ModelForm):
    """A number typed into a text is asked about, or refused where the directory has another place for it.

    The tick box stands below the field that it is about and holds the numbers: a tick for one is none for another.
    """

    asks_about_numbers_in: tuple[str, ...] = ()
    takes_no_numbers_in: tuple[str, ...] = ()

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        names = [name for name in (*self.asks_about_numbers_in, *self.takes_no_numbers_in) if name in self.fields]
        before = {name: getattr(self.instance, name) for name in names}
        for name, numbers in newly_typed(before, {name: cleaned.get(name) or "" for name in names}).items():
            if name in self.takes_no_numbers_in:
                self.add_error(name, TAKE_OUT.format(", ".join(numbers)))
            elif not self._is_meant(name, numbers):
                self.add_error(name, f"{LOOKS.format(', '.join(numbers))} {ASKED}")
        return cleaned

    def _is_meant(self, name, numbers) -> bool:
        """Whether the box is ticked for these numbers. Adds it to the form, in case that comes back."""
        box, mark = f"{self.add_prefix(name)}-number_is_meant", " ".join(map(digits_of, numbers))
        is_ticked = mark in self.data.getlist(box)
        self[name].help_text = format_html(
            '{}<br><label><input type="checkbox" name="{}" value="{}"{}> {} is meant to stand in this text</label>',
            self[name].help_text,
            box,
            mark,
            " checked" if is_ticked else "",
            ", ".join(numbers),
        )
        return is_ticked


class FindsNumbers:
    """For a list of the admin that is searched by telephone numbers: their digits are compared, without the first 0,
    for which the table has the country's code."""

    def get_search_results(self, request, queryset, search_term):
        digits = number_of(search_term)
        return super().get_search_results(request, queryset, digits.removeprefix("0") or search_term)
