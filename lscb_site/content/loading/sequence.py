"""The order in which the kinds are loaded: what others refer to comes first."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sites.models import Site
from django.db import transaction

from lscb_site.content.loading.directory import (
    load_authorities,
    load_boards,
    load_contact_points,
    load_helplines,
    load_opening_hours,
    load_other_names,
    load_partnerships,
    load_places,
)
from lscb_site.content.loading.documents import Copies, load_documents, receive_copies
from lscb_site.content.loading.glossary import load_glossary
from lscb_site.content.loading.labels import load_labels
from lscb_site.content.loading.ledger import Ledger
from lscb_site.content.loading.outcodes import load_outcodes
from lscb_site.content.loading.pages import load_pages
from lscb_site.content.loading.posts import load_posts
from lscb_site.content.loading.sets import load_collections, load_comparisons
from lscb_site.versions.acts import quietly
from lscb_site.versions.keeping import keep_all

CONTENT = Path(__file__).resolve().parents[1]


def load(root: Path = CONTENT, *, demonstration: bool = False) -> Ledger:
    """Load every text under `root` that was never loaded, or none of them. Returns what was done.

    `demonstration` attaches the demonstration copies and compares their editions: for trying the site out, and never
    for a site with readers. Raises `ContentProblem`.
    """
    return load_all(root, receive_copies(root, Ledger()) if demonstration else None)


@transaction.atomic
def load_all(root: Path, copies: Copies | None) -> Ledger:
    with quietly():  # an item comes with many rows, and is kept once, when it is whole
        ledger = load_each(root, copies)
    keep_all()
    return ledger


def load_each(root: Path, copies: Copies | None) -> Ledger:
    name_the_site()
    ledger = Ledger()
    load_labels(root, ledger)
    load_glossary(root, ledger)
    load_helplines(root, ledger)
    load_authorities(root, ledger)
    load_other_names(root, ledger)
    load_places(root, ledger)
    load_boards(root, ledger)
    load_partnerships(root, ledger)
    load_contact_points(root, ledger)
    load_opening_hours(root, ledger)
    load_outcodes(root, ledger)
    load_documents(root, ledger, copies)
    load_collections(root, ledger)
    if copies is not None:
        load_comparisons(root, ledger)
    load_posts(root, ledger)
    load_pages(root, ledger)
    return ledger


def name_the_site():
    """Bring the Site row to the settings, which own it. Its lock makes a second loader wait for the first."""
    site, _ = Site.objects.select_for_update().get_or_create(pk=settings.SITE_ID)
    site.name, site.domain = settings.SITE_NAME, urlsplit(settings.SITE_ADDRESS).netloc
    site.full_clean()
    site.save()
