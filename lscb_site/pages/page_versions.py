"""The library's list of a page's versions, in the words of the other lists of versions, each with its comparison."""

from django.contrib import admin as django_admin
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateformat import format as format_date
from djangocms_versioning import admin
from djangocms_versioning.constants import DRAFT, PUBLISHED
from djangocms_versioning.models import Version

from lscb_site.editing.people import name_of
from lscb_site.pages.page_moments import PageMoment
from lscb_site.web.addresses import admin_address

Act = PageMoment.Act

WORDS = {
    "Revert": "Restore as a draft",
    "Discard": "Throw the draft away",
    "Archive": "Put the draft aside",
    "New Draft": "Write a draft of the next version",
    "Edit": "Go on with the draft",
}
STATES = {DRAFT: "Draft", PUBLISHED: "Published", "unpublished": "Was published", "archived": "Put aside"}


class PageVersionsOnDesk(admin.VersionAdmin):
    list_display = ["number", "became", "changed", "by", "admin_list_actions"]
    sortable_by = ["number"]
    actions = None  # two are compared from the row of one of them

    @staticmethod
    def admin_action_button(url, icon, title, *, action="get", disabled=False, keepsideframe=True, name="", **options):
        """Words instead of a picture, and nothing where it would be refused."""
        if disabled:
            return ""
        words = WORDS.get(str(title), str(title))
        context = {"url": url, "words": words, "method": action, "keepsideframe": keepsideframe, "name": name}
        return render_to_string("admin/pages/version_button.html", context)

    def get_actions_list(self):
        """Not “Unpublish”, which asks for no reason: a page is withdrawn from its own menu. Nor the settings, which are
        those of the page whatever its version."""
        left_out = (self._get_unpublish_link, self._get_settings_link)
        return [self.compare_link, *(action for action in super().get_actions_list() if action not in left_out)]

    def get_list_filter(self, request):
        """They are there for the address of the list alone: the site has one language."""
        return [
            type("Unseen", (each,), {"has_output": lambda self: False}) for each in super().get_list_filter(request)
        ]

    def compare_link(self, version, request):
        """With what readers see."""
        contents = version.versionable.for_content_grouping_values(version.content).values("pk")
        live = Version.objects.filter(content_type=version.content_type, object_id__in=contents, state=PUBLISHED)
        if version.state == PUBLISHED or not (published := live.first()):
            return ""
        address = f"{admin_address(published.convert_to_proxy(), 'compare')}?compare_to={version.pk}"
        return self.admin_action_button(address, "layers", "Compare with what readers see", name="compare")

    @django_admin.display(description="state")
    def became(self, version):
        """With what the clock will do."""
        act = {DRAFT: Act.PUBLISH, PUBLISHED: Act.WITHDRAW}.get(version.state)
        moment = version.content.page.moments.open().filter(act=act).first() if act else None
        planned = f", scheduled: {moment.get_act_display()} {moment.when}" if moment else ""
        return f"{STATES[version.state]}{planned}"

    @django_admin.display(description="last changed")
    def changed(self, version):
        return format_date(timezone.localtime(version.modified), "j F Y, H:i")

    @django_admin.display(description="written by")
    def by(self, version):
        return name_of(version.created_by)


# The library makes its admin when the CMS starts, of whatever stands here then: it has no setting for it.
admin.VersionAdmin = PageVersionsOnDesk
