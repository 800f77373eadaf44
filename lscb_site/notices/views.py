from typing import Any, cast

from lscb_site.notices.models import Notice
from lscb_site.notices.shown import shown
from lscb_site.publishing.views import PublishableDetailView


class NoticeDetail(PublishableDetailView):
    """One notice as readers see it, on top of a page: for staff before it is published, for all while it is live."""

    model = Notice
    template_name = "notices/detail.html"
    slug_field, slug_url_kwarg = "pk", "number"
    context_object_name = "notice"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"shown_notice": shown(cast(Notice, self.object))}
