from lscb_contacts.exchange.sheets import SheetResource
from lscb_contacts.models import Authority


class AuthorityResource(SheetResource):
    """By GSS code. What identifies an authority is an Administrator's to change, and so is this table."""

    takes_no_numbers_in = ("name", "short_name", "police_unit")

    class Meta:
        model = Authority
        import_id_fields = ["gss_code"]
        fields = ["gss_code", "short_name", "name", "slug", "council_url", "police_unit", "column", "row"]
        import_order = export_order = fields
