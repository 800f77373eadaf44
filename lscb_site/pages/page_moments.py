"""When a page of the CMS goes live, and until when: rows that the clock finds."""

from datetime import datetime, timedelta

from cms.models import Page, PageContent
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.dateformat import format as format_date

from lscb_site.publishing.models import LEADS_NOWHERE

LATE = timedelta(minutes=10)  # after which it is told that the clock did not run
WHEN = "j F Y, H:i"


class PageMomentQuerySet(models.QuerySet):
    def open(self):
        """What is neither done nor past its time without being done."""
        return self.filter(done_at=None, problem="")

    def due(self, moment: datetime):
        return self.open().filter(at__lte=moment).order_by("at", "pk")

    def failed(self):
        """What could not be done at its moment, and waits for somebody."""
        return self.exclude(problem="").order_by("at", "pk")

    def per_page(self) -> dict[int, str]:
        """What is ahead of each page that has something ahead, by its key: “Goes live 18 March 2027, 09:00”."""
        ahead: dict[int, list[str]] = {}
        for moment in self.open().order_by("at", "pk"):
            ahead.setdefault(moment.page_id, []).append(moment.in_words)
        return {page: "; ".join(words) for page, words in ahead.items()}

    def with_titles(self):
        """Adds `title`, what the page is called in its newest version, and fetches the page."""
        contents = PageContent.admin_manager.filter(page=OuterRef("page")).order_by("-pk")
        return self.select_related("page").annotate(title=Subquery(contents.values("title")[:1]))

    def late(self, since: datetime):
        """What was made good long after its moment, since `since`."""
        return self.filter(done_at__gt=F("at") + LATE, done_at__gte=since).order_by("-done_at")


class PageMoment(models.Model):
    """That the clock publishes a draft of a page, or withdraws the page. Until then what is live stays."""

    class Act(models.TextChoices):
        PUBLISH = "publish", "goes live"
        WITHDRAW = "withdraw", "stops being live"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="moments")
    act = models.CharField(max_length=8, choices=Act)
    at = models.DateTimeField()
    draft = models.ForeignKey(
        PageContent,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="What goes live. Empty once somebody has thrown it away.",
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Read at the page's address once it has ended.")
    instead = models.CharField(
        max_length=300, blank=True, help_text="The address where its readers go once it has ended. Empty: nowhere."
    )
    leads_on = models.BooleanField(
        default=False, help_text="Whether readers are led straight there, and not told first that the page has ended."
    )
    planned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True, help_text="Why it could not be done at its moment.")

    objects = PageMomentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["page", "act"],
                condition=Q(done_at=None),
                name="pages_moment_one_of_each",
                violation_error_message="The page has such a moment already: change that one.",
            ),
            models.CheckConstraint(
                condition=~Q(act="withdraw") | ~Q(reason=""),
                name="pages_moment_end_has_a_reason",
                violation_error_message="Say why it ends: visitors to the old address read it.",
            ),
            models.CheckConstraint(
                condition=Q(act="withdraw") | Q(instead=""),
                name="pages_moment_only_an_end_leads_on",
                violation_error_message="Only a page that ends sends its readers elsewhere.",
            ),
            models.CheckConstraint(
                condition=Q(leads_on=False) | ~Q(instead=""),
                name="pages_moment_leads_somewhere",
                violation_error_message=LEADS_NOWHERE,
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(problem=""),
                name="pages_moment_done_has_no_problem",
                violation_error_message="What is done has no problem.",
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.get_act_display()} {self.when}"

    @property
    def when(self) -> str:
        """In London's time."""
        return format_date(timezone.localtime(self.at), WHEN)

    @property
    def in_words(self) -> str:
        return f"{self.get_act_display().capitalize()} {self.when}"

    @property
    def when_done(self) -> str:
        return format_date(timezone.localtime(self.done_at), WHEN) if self.done_at else ""

    @property
    def is_late(self) -> bool:
        return self.done_at is not None and self.done_at > self.at + LATE
