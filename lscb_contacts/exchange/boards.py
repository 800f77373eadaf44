from django.core.exceptions import ValidationError
from import_export.fields import Field

from lscb_contacts.exchange.sheets import DirectorySheet
from lscb_contacts.models import Authority, Board
from lscb_site.exchange.cells import as_code
from lscb_site.exchange.widgets import AllNamed, Day, OneOf
from lscb_site.publishing.states import State
from lscb_site.web.dates import Precision


class BoardResource(DirectorySheet):
    """By address. A new board comes in as a draft; what is live changes only in a publisher's hands."""

    authorities = Field("authorities", "authorities", AllNamed(Authority, ";", "slug"))
    succeeded_by = Field("succeeded_by", "succeeded_by", AllNamed(Board, ";", "slug"))
    active_until = Field("active_until", "active_until", Day())
    kind = Field("kind", "kind", OneOf(Board.Kind))
    active_until_precision = Field("active_until_precision", "active_until_precision", OneOf(Precision))
    state = Field("state", "state", readonly=True)

    signs = {"slug": as_code, "authorities": as_code, "succeeded_by": as_code}
    takes_no_numbers_in = ("name", "note", "source", "source_as_of")

    class Meta:
        model = Board
        import_id_fields = ["slug"]
        fields = [
            "slug",
            "kind",
            "name",
            "website",
            "authorities",
            "note",
            "active_until",
            "active_until_precision",
            "succeeded_by",
            "source",
            "source_as_of",
            "state",
        ]
        import_order = export_order = fields

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        for name in {"authorities", "succeeded_by"} & row.keys():
            # The library reads these columns after it has saved the row: too late to name them.
            try:
                self.fields[name].clean(row)
            except ValueError as wrong:
                raise ValidationError({name: str(wrong)}) from wrong

    def save_m2m(self, instance, row, **kwargs):
        if "succeeded_by" in row and (words := instance.circle_by(self.fields["succeeded_by"].clean(row))):
            raise ValidationError({"succeeded_by": words})
        super().save_m2m(instance, row, **kwargs)

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        if instance.state != State.DRAFT and not self.user.has_perm("lscb_contacts.publish_board"):
            raise ValidationError({"slug": "This board is not a draft, so only a publisher can change it."})
