from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import CharWidget

from lscb_contacts.confirming.corrections import Origin
from lscb_contacts.confirming.values import hours_of, in_words
from lscb_contacts.confirming.writing import write
from lscb_contacts.exchange.sheets import DirectorySheet
from lscb_contacts.models import Authority, Board, ContactPoint
from lscb_site.exchange.cells import as_code, as_whole_number
from lscb_site.exchange.widgets import Named, OneOf, YesOrNo
from lscb_site.text.characters import plain_signs


class EntryColumn(Field):
    """A field of the entry. In a dry run it says what of it would wait for a second person."""

    def __init__(self, name, widget=None):
        super().__init__(name, name, widget or CharWidget())

    def export(self, instance, **kwargs):
        waiting = getattr(instance, "waiting", {})
        if self.attribute in waiting:
            words = in_words(self.attribute, waiting[self.attribute]) or "Nothing"
            return f"{words} (waits until somebody else accepts it)"
        return self.as_stored(instance, **kwargs)

    def as_stored(self, instance, **kwargs):
        return super().export(instance, **kwargs)


class PhoneColumn(EntryColumn):
    """Shows a number as people write it."""

    def as_stored(self, instance, **kwargs):
        phone = self.get_value(instance)
        return getattr(phone, "as_national", str(phone or ""))


class ContactPointResource(DirectorySheet):
    """By `id`; a row without one is a new contact point. The last four columns go out and never come in."""

    authority = EntryColumn("authority", Named(Authority, "slug"))
    board = EntryColumn("board", Named(Board, "slug"))
    purpose = EntryColumn("purpose", OneOf(ContactPoint.Purpose))
    name = EntryColumn("name")
    phone = PhoneColumn("phone")
    phone_note = EntryColumn("phone_note")
    email = EntryColumn("email")
    web = EntryColumn("web")
    hours_note = EntryColumn("hours_note")
    note = EntryColumn("note")
    check_first = Field("check_first", "check_first", YesOrNo())
    hours = Field(column_name="hours", readonly=True)
    freshness = Field("freshness", "freshness", readonly=True)
    confirmed_on = Field("confirmed_on", "confirmed_on", readonly=True)
    confirmed_by = Field("confirmed_by", "confirmed_by", readonly=True)

    class Meta:
        model = ContactPoint
        import_id_fields = ["id"]
        fields = [
            "id",
            "authority",
            "board",
            "purpose",
            "name",
            "phone",
            "phone_note",
            "email",
            "web",
            "hours_note",
            "note",
            "check_first",
            "source",
            "source_as_of",
            "source_note",
            "hours_source",
            "hours_source_as_of",
            "hours",
            "freshness",
            "confirmed_on",
            "confirmed_by",
        ]
        import_order = export_order = fields

    signs = {
        "id": as_whole_number,
        "authority": as_code,
        "board": as_code,
        "purpose": OneOf(ContactPoint.Purpose).read,
        "phone": plain_signs,
        "email": plain_signs,
    }
    takes_no_numbers_in = (
        *("name", "phone_note", "hours_note", "note"),
        *("source", "source_as_of", "source_note", "hours_source", "hours_source_as_of"),
    )

    def dehydrate_hours(self, point):
        return hours_of(point)

    def keys_of(self, row):
        if row["id"]:
            return [("id", row["id"])]
        return [("name", row.get("authority"), row.get("board"), row.get("purpose"), row.get("name"))]

    def before_import_row(self, row, **kwargs):
        super().before_import_row(row, **kwargs)
        if not row["id"]:
            self.refuse_what_is_there(row)
            return
        stored = ContactPoint.objects.filter(pk=row["id"]) if row["id"].isdecimal() else ContactPoint.objects.none()
        owner = stored.values("authority__slug", "board__slug").first()
        if owner is None:
            raise ValidationError({"id": f"There is no contact point {row['id']}. Leave it empty for a new one."})
        # A sheet of which one column was sorted alone gives every number to another borough.
        for name in ("authority", "board"):
            if name in row and row[name] != (owner[f"{name}__slug"] or ""):
                message = (
                    f"The contact point {row['id']} belongs to {owner['authority__slug'] or owner['board__slug']}."
                )
                raise ValidationError({name: message})

    def refuse_what_is_there(self, row):
        same = ContactPoint.objects.filter(
            authority__slug=row.get("authority") or None,
            board__slug=row.get("board") or None,
            purpose=row.get("purpose") or ContactPoint.Purpose.FRONT_DOOR,
            name=row.get("name"),
        )
        if found := same.first():
            raise ValidationError({"id": f"This contact point is there already: it has the id {found.pk}."})

    def do_instance_save(self, instance, is_create):
        """What is new in an entry waits, as it does when an editor types it."""
        instance.waiting = write(instance, self.user, Origin.FILE).after
