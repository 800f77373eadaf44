"""What the blocks of a page store. A block without settings stores nothing and has no model here."""

from textwrap import shorten

from cms.models import CMSPlugin, Page, PageContent
from cms.utils.plugins import downcast_plugins
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.html import strip_tags
from filer.fields.image import FilerImageField

from lscb_site.pages.page_moments import PageMoment  # noqa: F401 - found by Django here
from lscb_site.pages.pictures import Rendition, renditions
from lscb_site.pages.published import page_url, published_contents, with_addresses
from lscb_site.publishing.models import LEADS_NOWHERE, an_address
from lscb_site.search.searchable import Found, Passage, Searchable
from lscb_site.web.public_addresses import addresses_of
from resources.models import Document, Topic

LONGEST_NAME = 60  # characters of what a block is called in the structure of its page

is_an_address = RegexValidator(
    r"\A(/(?!/)|https?://|mailto:|tel:)\S*\Z",
    "Give an address of this site (/contacts/), a full web address (https://…), mailto: or tel:.",
)


class WithRelated(models.Manager):
    """Fetches a block's related row with it: the CMS reads blocks through the default manager."""

    def __init__(self, *names):
        super().__init__()
        self.names = names

    def get_queryset(self):
        return super().get_queryset().select_related(*self.names)


class Alert(CMSPlugin):
    heading = models.CharField(max_length=120, blank=True)
    text = models.TextField(help_text="One or two sentences. A blank line starts a new paragraph.")

    def __str__(self):
        return self.heading or shorten(self.text, LONGEST_NAME, placeholder="…")


class CallToAction(CMSPlugin):
    label = models.CharField(
        max_length=120, help_text="The words of the link. Say what it opens: “Find your borough’s front door”."
    )
    url = models.CharField(
        "address",
        max_length=500,
        validators=[is_an_address],
        help_text="Where it leads: an address of this site, such as /contacts/, or a full web address.",
    )
    text = models.CharField(max_length=300, blank=True, help_text="One sentence beside the link, if it needs one.")

    def __str__(self):
        return self.label


class DocumentChoice(CMSPlugin):
    """Which documents a list on a page shows."""

    kind = models.CharField(max_length=12, choices=Document.Kind, blank=True, help_text="Leave empty for every kind.")
    topic = models.ForeignKey(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave empty for every topic.",
    )
    limit = models.PositiveSmallIntegerField(
        "how many at most",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="The newest come first. A link leads to the rest.",
    )

    objects = WithRelated("topic")

    def __str__(self):
        chosen = [self.get_kind_display(), str(self.topic) if self.topic else ""]
        return ", ".join(filter(None, chosen)) or "All documents"


class Picture(CMSPlugin):
    image = FilerImageField(on_delete=models.PROTECT, related_name="+", verbose_name="picture")
    alternative = models.CharField(
        "description",
        max_length=250,
        help_text="What the picture shows, for people who cannot see it. Do not begin with “Picture of”.",
    )
    caption = models.CharField(max_length=250, blank=True, help_text="Shown under the picture.")

    objects = WithRelated("image")

    def __str__(self):
        return shorten(self.alternative, LONGEST_NAME, placeholder="…")

    @property
    def renditions(self) -> list[Rendition]:
        return renditions(self.image)

    @property
    def largest(self) -> Rendition:
        return self.renditions[-1]


class PageWithdrawal(models.Model):
    """Why a page that was live is not, and where its readers go. It ends when the page is published again."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="withdrawal")
    withdrawn_reason = models.CharField(
        "why is it withdrawn?", max_length=300, help_text="One sentence. Visitors to the old address read it."
    )
    successor = models.ForeignKey(
        Page,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="took_place_of",
        verbose_name="which page takes its place?",
        help_text="Leave it empty if there is none.",
    )
    elsewhere = models.CharField(
        "or where else should they go?",
        max_length=300,
        blank=True,
        validators=[an_address],
        help_text="An address of this site, such as /resources/, or of another, starting with https://. "
        "Leave it empty if there is nowhere, or if a page takes its place.",
    )
    leads_on = models.BooleanField(
        "lead readers straight there",
        default=False,
        help_text="Without it, the old address says that the page was withdrawn, why, and where to go.",
    )
    withdrawn_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(withdrawn_reason=""),
                name="pages_withdrawal_has_a_reason",
                violation_error_message="Say why it is withdrawn: visitors to the old address read it.",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(elsewhere=""),
                name="pages_withdrawal_leads_to_one_place",
                violation_error_message="Choose a page, or give an address: not both.",
            ),
            models.CheckConstraint(
                condition=Q(leads_on=False) | ~Q(successor=None, elsewhere=""),
                name="pages_withdrawal_leads_somewhere",
                violation_error_message=LEADS_NOWHERE,
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("page")) | Q(successor=None),
                name="pages_withdrawal_not_its_own_successor",
                violation_error_message="A page cannot take its own place.",
            ),
        ]

    def __str__(self):
        return str(self.page)

    @property
    def instead(self) -> str:
        """The address where readers go; empty where there is nowhere."""
        if self.successor is None:
            return self.elsewhere
        return self.successor.get_absolute_url() or last_address(self.successor)


def last_address(page: Page) -> str:
    """At which readers found a page that has none while it is withdrawn: from there they are led on."""
    return addresses_of(page).order_by("-since").values_list("path", flat=True).first() or ""


# What the blocks call the texts that readers read.
TEXTS = ("heading", "body", "text", "label", "alternative", "caption")


class SearchablePage(Searchable, PageContent):
    """The contents of a CMS page as search finds them."""

    class Meta:
        proxy = True
        default_permissions = ()

    @classmethod
    def to_index(cls):
        return cls._base_manager.filter(pk__in=published_contents().order_by().values("pk"))

    @classmethod
    def found_live(cls, moment):
        return published_contents().filter(page__login_required=False)

    @classmethod
    def found_at(cls, keys):
        contents = with_addresses(published_contents()).filter(pk__in=keys)
        return {content.pk: page_url(content.address) for content in contents}

    def found(self):
        content = with_addresses(published_contents()).filter(pk=self.pk).first()
        if content is None:
            return None
        return Found(
            title=content.title,
            url=page_url(content.address),
            kind="page",
            kind_words="Page",
            passages=[
                Passage("\n".join([content.meta_description or "", *self.texts()]), also=content.menu_title or "")
            ],
            names=() if content.page.is_home else (content.title, content.menu_title or ""),
        )

    def texts(self):
        for placeholder in self.placeholders.all():
            for block in downcast_plugins(placeholder.get_plugins().order_by("position")):
                for name in TEXTS:
                    if text := getattr(block, name, ""):
                        yield strip_tags(str(text))
