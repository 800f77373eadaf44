"""Tripwires of decision 14 for what becomes of a page of the CMS when it is published."""

from tests.house.tripwires import parameters


def address_of_a_published_page():
    from cms.models import Page

    assert parameters(Page.update_urls_from_content) == ["self", "language"]


PAGE_TRIPWIRES = {"Page.update_urls_from_content": address_of_a_published_page}
