"""Somebody frightened searches on a phone, and reads whom to call before anything else."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize("size", [(390, 844), (320, 568)], ids=["phone", "small phone"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize(
    ("typed", "number"), [("someone is hurting me", "0800 1111"), ("abuse", "999"), ("সাহায্য", "999")]
)
def test_whom_to_call_is_in_view(chromium, site, size, scripts, typed, number):
    width, height = size
    context = chromium.new_context(
        base_url=site.address, viewport={"width": width, "height": height}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto("/search/")
    page.get_by_role("main").get_by_label("What are you looking for?").fill(typed)
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search/?q=*")
    block = page.locator(".call-first")
    expect(block.get_by_role("heading")).to_be_in_viewport(ratio=1)
    expect(block.get_by_role("link", name=number).first).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("main").get_by_label("What are you looking for?")).to_be_in_viewport()
    context.close()
