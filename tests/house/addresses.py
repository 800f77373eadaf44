"""The table of public addresses: every pattern of the site, with what a visitor gets on the Board's own content.

`test_urls` walks it with Django's client and fails when a pattern is not in it; the browser's tests walk its pages.
"""

import hashlib
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

from tests.content.starting_content import CONTENT


@dataclass(frozen=True)
class Address:
    pattern: str  # the pattern's name, or its route where it has none
    path: str
    status: int = 200
    is_page: bool = True  # HTML in the site's frame

    def __str__(self):
        return self.path


PROTOCOL = "/resources/london-cse-operating-protocol/"
FIRST_EDITION = hashlib.sha256(
    (CONTENT / "demonstration" / "london-cse-operating-protocol-1st-edition.pdf").read_bytes()
).hexdigest()[:20]

PAGES = [
    Address("home", "/"),
    *(
        Address("page", f"/{slug}/")
        for slug in (
            "about",
            "accessibility",
            "cookies",
            "mash",
            "privacy",
            "procedures",
            "site-map",
            "terms",
            "worried",
        )
    ),
    Address("page", "/nothing-has-this-address/", 404),
    Address("news:list", "/news/"),
    Address("news:list", "/news/?kind=conference&year=2014"),
    Address("news:list", "/news/?kind=launch&year=2013"),
    Address("news:list", "/news/?year=not-a-year&page=99"),
    *(
        Address("news:detail", f"/news/{slug}/")
        for slug in (
            "london-mash-conference-2015",
            "london-cse-operating-protocol-2nd-edition",
            "london-childrens-safeguarding-conference-2014",
            "tackling-child-sexual-exploitation-study",
            "mash-positive-impact",
            "making-mash-fit-for-london",
            "mash-information-sharing-advice",
        )
    ),
    Address("news:detail", "/news/no-such-item/", 404),
    Address("resources:list", "/resources/"),
    Address("resources:list", "/resources/?kind=protocol"),
    Address("resources:list", "/resources/?q=protocol"),
    Address("resources:list", "/resources/?q=nothing+has+these+words"),
    Address("resources:list", "/resources/?order=title&letter=L&superseded=on"),
    Address("resources:detail", PROTOCOL),
    Address("resources:detail", "/resources/tackling-cse-study/"),
    Address("resources:detail", "/resources/london-child-protection-procedures/"),
    Address("resources:detail", "/resources/london-child-exploitation-operating-protocol/"),
    Address("resources:detail", "/resources/london-mash-conference-2015-papers/"),
    Address("resources:edition", f"{PROTOCOL}editions/1/"),
    Address("resources:edition", f"{PROTOCOL}editions/2/"),
    Address("resources:changes", f"{PROTOCOL}changes/1...2/"),
    Address("resources:changes", f"{PROTOCOL}changes/2...3/", 404),
    Address("resources:check", "/resources/check/"),
    Address("resources:check", f"/resources/check/?digest={'0' * 64}"),
    Address("resources:check", "/resources/check/?digest=not-a-digest"),
    Address("resources:text", f"/resources/files/{FIRST_EDITION}/text/"),
    Address("resources:text", "/resources/files/0123456789abcdef0123/text/", 404),
    Address("resources:collections", "/resources/collections/"),
    Address("resources:collection", "/resources/collections/mash-information-sharing/"),
    Address("resources:collection", "/resources/collections/no-such-collection/", 404),
    Address("contacts:list", "/contacts/"),
    Address("contacts:list", "/contacts/?q=hack"),
    Address("contacts:list", "/contacts/?q=atlantis"),
    Address("contacts:authority", "/contacts/hackney/"),
    Address("contacts:authority", "/contacts/havering/"),
    Address("contacts:authority", "/contacts/kensington-and-chelsea/"),
    Address("contacts:board", "/contacts/boards/city-and-hackney/"),
    Address("contacts:mash_list", "/contacts/mash-list/"),
    Address("search:results", "/search/"),
    Address("search:results", "/search/?q=consent"),
    Address("search:results", "/search/?q=exploittion+of+missing+children&superseded=on"),
    Address("search:results", "/search/?q=hackney+mash"),
    Address("search:results", "/search/?q=consent&kind=agreement&year=2013"),
    Address("search:results", "/search/?q=SE1+7PB"),
    Address("search:results", "/search/?q=zzzzqq"),
    Address("notices:detail", "/notices/1/", 404),
    Address("following:overview", "/follow/"),
    Address("following:news", "/follow/news/"),
    Address("following:follow", "/follow/document/london-cse-operating-protocol/"),
    Address("following:follow", "/follow/collection/mash-information-sharing/"),
    Address("following:follow", "/follow/authority/hackney/"),
    Address("following:follow", "/follow/topic/mash/"),
    Address("following:follow", "/follow/kind/protocol/"),
    Address("following:follow", "/follow/document/no-such-document/", 404),
    Address("following:confirm", "/follow/confirm/a-damaged-link/", 404),
    Address("following:mine", "/follow/mine/a-damaged-link/", 404),
    Address("following:data", "/follow/mine/a-damaged-link/data/", 404),
    Address("following:stop", "/follow/stop/a-damaged-link/", 404),
    Address("contacts:confirm", "/contacts/confirm/a-damaged-link/", 404),
    Address("contacts:confirm_changes", "/contacts/confirm/a-damaged-link/changes/", 404),
    Address("previews:shared", "/shared/a-damaged-link/", 404),
    Address("previews:shared_part", "/shared/a-damaged-link/news/", 404),
    Address("previews:shared_as_copied", "/shared/a-damaged-link", 404),
]

OTHERS = [
    Address("sitemap", "/sitemap.xml", is_page=False),
    Address("sitemap_part", "/sitemap-news.xml", is_page=False),
    Address("sitemap_part", "/sitemap-nothing.xml", 404),
    Address("robots", "/robots.txt", is_page=False),
    Address("security", "/.well-known/security.txt", is_page=False),
    Address("security.txt", "/security.txt", 301, is_page=False),
    Address("favicon.ico", "/favicon.ico", 302, is_page=False),
    Address("news:atom", "/news/feed.atom", is_page=False),
    Address("news:rss", "/news/feed.rss", is_page=False),
    Address("news:json", "/news/feed.json", is_page=False),
    Address("news:json", "/news/feed.json?kind=novel", 404),
    Address("news:events", "/news/conferences.ics", is_page=False),
    Address("news:event", "/news/london-mash-conference-2015/event.ics", is_page=False),
    Address("news:event", "/news/mash-positive-impact/event.ics", 404),
    Address("resources:atom", "/resources/feed.atom", is_page=False),
    Address("resources:rss", "/resources/feed.rss", is_page=False),
    Address("resources:json_feed", "/resources/feed.json", is_page=False),
    Address("resources:document_atom", f"{PROTOCOL}editions.atom", is_page=False),
    Address("resources:document_atom", "/resources/no-such-document/editions.atom", 404),
    Address("resources:check_days", "/resources/checks.ics", is_page=False),
    Address("resources:check_day", f"{PROTOCOL}check.ics", 404),
    Address("resources:csv", "/resources/documents.csv", is_page=False),
    Address("resources:json", "/resources/documents.json", is_page=False),
    Address("following:library_atom", "/follow/library.atom", is_page=False),
    Address("following:library_rss", "/follow/library.rss", is_page=False),
    Address("following:library_json", "/follow/library.json", is_page=False),
    Address("following:directory_atom", "/follow/contacts.atom", is_page=False),
    Address("following:directory_rss", "/follow/contacts.rss", is_page=False),
    Address("following:directory_json", "/follow/contacts.json", is_page=False),
    Address("following:authority_atom", "/follow/authority/hackney/changes.atom", is_page=False),
    Address("following:authority_rss", "/follow/authority/hackney/changes.rss", is_page=False),
    Address("following:authority_json", "/follow/authority/hackney/changes.json", is_page=False),
    Address("resources:latest", f"{PROTOCOL}latest", 302, is_page=False),
    Address("resources:file", "/resources/files/0123456789abcdef0123/no-such-file.pdf", 404),
    Address("resources:picture", "/resources/files/0123456789abcdef0123/first-page.webp", 404),
    Address("contacts:find", "/contacts/find/", 302, is_page=False),
    Address("contacts:csv", "/contacts/contacts.csv", is_page=False),
    Address("contacts:json", "/contacts/contacts.json", is_page=False),
    Address("contacts:vcf", "/contacts/contacts.vcf", is_page=False),
    Address("contacts:boards_csv", "/contacts/boards.csv", is_page=False),
    Address("contacts:authority_csv", "/contacts/hackney.csv", is_page=False),
    Address("contacts:authority_json", "/contacts/hackney.json", is_page=False),
    Address("contacts:authority_vcf", "/contacts/hackney.vcf", is_page=False),
    Address("contacts:authority_json", "/contacts/atlantis.json", 404),
    Address("contacts:confirm_new_link", "/contacts/confirm/a-damaged-link/new-link/", 302, is_page=False),
    Address("search:suggest", "/search/suggest/?q=con", is_page=False),
    Address("search:opensearch", "/search/opensearch.xml", is_page=False),
    Address("picture", f"/pictures/{'0' * 40}/960.webp", 404),
    Address("media/<path:path>", "/media/anything.png", 302, is_page=False),
    Address("^cms_login/", "/cms_login/", 404),
    Address("^cms_wizard/", "/cms_wizard/create/", 404),
]

ADDRESSES = PAGES + OTHERS

# The CMS's own patterns, each shadowed by one of ours that stands before it. (The admin has tests of its own.)
SHADOWED = {"cms_login", "cms_wizard_create", "pages-root", "pages-details-by-slug"}


def public_patterns(resolver=None, namespace="") -> set[str]:
    """The name of every pattern that the site answers to visitors (its route where it has no name)."""
    found = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{namespace}{entry.name or entry.pattern}")
        elif not str(entry.pattern).startswith("admin/"):
            found |= public_patterns(entry, f"{entry.namespace}:" if entry.namespace else namespace)
    return found - SHADOWED
