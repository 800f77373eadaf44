from django.core.exceptions import ValidationError

from lscb_contacts.numbers_in_texts import TAKE_OUT, newly_typed
from lscb_site.exchange.resources import SheetResource


class DirectorySheet(SheetResource):
    """A table of the directory: telephone numbers stand in their own column and in no text."""

    takes_no_numbers_in: tuple[str, ...] = ()  # columns of text; one that is meant is typed in the form, which asks

    def before_save_instance(self, instance, row, **kwargs):
        names = self.takes_no_numbers_in
        before = type(instance).objects.filter(pk=instance.pk).values(*names).first() or {} if instance.pk else {}
        if found := newly_typed(before, {name: getattr(instance, name) for name in names}):
            raise ValidationError({name: TAKE_OUT.format(", ".join(numbers)) for name, numbers in found.items()})
