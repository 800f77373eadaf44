from django.middleware.common import CommonMiddleware
from django.urls import reverse


class SlashesForStaff(CommonMiddleware):
    """Adds a missing last slash in the admin, and where staff look at drafts.

    Visitors are led on by `old_addresses`, and only to what is there: whatever is not, Django would lead to the same
    with a slash, and say there that it is not found.
    """

    def should_redirect_with_slash(self, request):
        for_staff = request.path_info.startswith(reverse("admin:index").rstrip("/")) or request.user.is_staff
        return for_staff and super().should_redirect_with_slash(request)
