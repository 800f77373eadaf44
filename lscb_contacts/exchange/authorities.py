from import_export.fields import Field

from lscb_contacts.exchange.sheets import DirectorySheet
from lscb_contacts.models import Authority
from lscb_site.exchange.cells import as_code
from lscb_site.exchange.widgets import WholeNumber
from lscb_site.text.characters import plain_signs


class AuthorityResource(DirectorySheet):
    """By GSS code. What identifies an authority is an Administrator's to change, and so is this table."""

    column = Field("column", "column", WholeNumber())
    row = Field("row", "row", WholeNumber())

    signs = {"gss_code": lambda text: plain_signs(text).upper(), "slug": as_code}
    takes_no_numbers_in = ("name", "short_name", "police_unit")

    class Meta:
        model = Authority
        import_id_fields = ["gss_code"]
        fields = ["gss_code", "short_name", "name", "slug", "council_url", "police_unit", "column", "row"]
        import_order = export_order = fields
