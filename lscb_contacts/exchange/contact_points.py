from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import CharWidget

from lscb_contacts.confirming.corrections import Origin
from lscb_contacts.confirming.values import hours_of, in_words
from lscb_contacts.confirming.writing import write
from lscb_contacts.exchange.sheets import Named, SheetResource
from lscb_contacts.models import Authority, Board, ContactPoint


class PhoneColumn(Field):
    """Shows a number as people write it."""

    def export(self, instance, **kwargs):
        phone = self.get_value(instance)
        return getattr(phone, "as_national", str(phone or ""))


class ContactPointResource(SheetResource):
    """By `id`; a row without one is a new contact point. The last four columns go out and never come in."""

    authority = Field("authority", "authority", Named(Authority, "slug"))
    board = Field("board", "board", Named(Board, "slug"))
    phone = PhoneColumn("phone", "phone", CharWidget())
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
            "source",
            "source_as_of",
            "hours",
            "freshness",
            "confirmed_on",
            "confirmed_by",
        ]
        import_order = export_order = fields

    takes_no_numbers_in = ("name", "phone_note", "hours_note", "note", "source", "source_as_of")

    def export_field(self, field, instance, **kwargs):
        """In a dry run, what would wait for a second person says so."""
        waiting = getattr(instance, "waiting", {})
        if field.attribute in waiting:
            words = in_words(field.attribute, waiting[field.attribute]) or "Nothing"
            return f"{words} (waits until somebody else accepts it)"
        return super().export_field(field, instance, **kwargs)

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
