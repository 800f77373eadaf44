"""What search engines are told about an authority, in schema.org's words."""

from lscb_contacts.models import Authority
from lscb_site.web.addresses import absolute


def describe(authority: Authority) -> dict:
    """A GovernmentOrganization. Only numbers that can be relied on: a search engine shows them without our caution."""
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": authority.name,
        "url": absolute(authority.get_absolute_url()),
        "sameAs": authority.council_url,
        "areaServed": authority.short_name,
        "contactPoint": [
            {"@type": "ContactPoint", "name": point.name, "telephone": point.phone.as_e164}
            for point in authority.contact_points.all()
            if point.phone and point.can_be_relied_on
        ],
    }
