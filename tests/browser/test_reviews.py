"""From the desk to “Checked, still right”, without script; and the screens are accessible."""

from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.test_journeys import Person

LIST = "/admin/reviews/review/?show=nobody"


def test_a_page_is_given_to_somebody_and_checked(open_browser, site):
    plain = open_browser(java_script_enabled=False)
    page = Person(plain, "publisher", site.passwords["publisher"]).page
    page.goto("/admin/")
    page.get_by_role("link", name="Choose who looks after them").click()
    page.get_by_role("checkbox", name="About the Board and this site").check()
    page.get_by_role("button", name="Choose who looks after those ticked…").click()
    page.get_by_label("Looked after by").select_option(index=1)
    page.get_by_role("button", name="Let them look after these").click()
    expect(page.locator(".messagelist")).to_contain_text("“About the Board and this site” is looked after by")
    page.goto("/admin/reviews/review/")
    page.get_by_role("link", name="About the Board and this site").click()
    page.get_by_role("button", name="Checked, still right").click()
    expect(page.locator(".messagelist")).to_contain_text("Checked, still right. The next check is on")
    page.get_by_role("link", name="read it").click()
    expect(page.locator("main")).to_contain_text("Last checked on")


def test_its_screens_are_accessible(open_browser, site):
    page = Person(open_browser(), "publisher", site.passwords["publisher"]).page
    page.goto(LIST)
    assert_accessible(page)
    page.get_by_role("button", name="Choose for all").click()
    assert_accessible(page)
    page.goto(LIST)
    page.locator(".looked-after__table th a").first.click()
    assert_accessible(page)
