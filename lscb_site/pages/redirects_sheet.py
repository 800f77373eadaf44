from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.core.exceptions import ValidationError

from lscb_site.exchange.resources import SheetResource, WrongColumns
from lscb_site.pages.old_addresses import new_address_of, objections, old_path_of
from lscb_site.web.public_addresses import redirects
from lscb_site.web.spreadsheets import from_cell

MOST = 1_000  # rows, for each of which the site is asked what it answers


class RedirectResource(SheetResource):
    """By old address. Circles are looked for in the whole: what the file brings, and what is stored."""

    class Meta:
        model = Redirect
        import_id_fields = ["old_path"]
        fields = ["old_path", "new_path"]
        import_order = export_order = fields

    def get_queryset(self):
        return redirects()

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        if "new_path" not in dataset.headers:
            raise WrongColumns("The column “new_path” is missing.")
        if len(dataset) > MOST:
            raise WrongColumns(f"There are more than {MOST:,} rows. Divide the file, and choose one part at a time.")
        stored = dict(redirects().values_list("old_path", "new_path"))
        self.as_stored = {old.lower(): old for old in stored}
        self.known = {old.lower(): new for old, new in stored.items()}
        for row in dataset.dict:
            try:
                old, new = old_path_of(from_cell(row["old_path"])), new_address_of(from_cell(row["new_path"]))
            except ValidationError:
                continue  # said of its row, when that is taken in
            self.known[old.lower()] = new

    def keys_of(self, row):
        """Read here, so that two spellings of one address are the same."""
        wrong = {}
        for name, read in (("old_path", old_path_of), ("new_path", new_address_of)):
            try:
                row[name] = read(row[name])
            except ValidationError as refusal:
                wrong[name] = refusal
        if wrong:
            raise ValidationError(wrong)
        row["old_path"] = self.as_stored.get(row["old_path"].lower(), row["old_path"])
        return [("old_path", row["old_path"].lower())]

    def after_init_instance(self, instance, new, row, **kwargs):
        instance.site_id = settings.SITE_ID

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        if wrong := objections(instance.old_path, instance.new_path, self.known):
            raise ValidationError(wrong)
