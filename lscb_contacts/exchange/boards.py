from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.widgets import DateWidget

from lscb_contacts.exchange.sheets import AllNamed, Named, SheetResource
from lscb_contacts.models import Authority, Board
from lscb_site.publishing.states import State


class BoardResource(SheetResource):
    """By address. A new board comes in as a draft; what is live changes only in a publisher's hands."""

    authorities = Field("authorities", "authorities", AllNamed(Authority, ";", "slug"))
    succeeded_by = Field("succeeded_by", "succeeded_by", Named(Board, "slug"))
    active_until = Field("active_until", "active_until", DateWidget("%Y-%m-%d"))
    state = Field("state", "state", readonly=True)

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
            "state",
        ]
        import_order = export_order = fields

    def import_instance(self, instance, row, **kwargs):
        super().import_instance(instance, row, **kwargs)
        if "authorities" in row:
            # The library reads this column after it has saved the row: too late to name it.
            try:
                self.fields["authorities"].clean(row)
            except ValueError as wrong:
                raise ValidationError({"authorities": str(wrong)}) from wrong

    def before_save_instance(self, instance, row, **kwargs):
        if instance.state != State.DRAFT and not self.user.has_perm("lscb_contacts.publish_board"):
            raise ValidationError({"slug": "This board is not a draft, so only a publisher can change it."})
