"""A publisher puts a new edition in an old one's place, and decides for every place that pointed at the old one."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.test_journeys import Person
from tests.running_site import TOP
from tests.samples.documents import pdf

MOST_CLICKS = 7
# A live document that a news item keeps at its 1st edition, and whose file another one links to in its text.
PLACES = """
from django.core.files.uploadedfile import SimpleUploadedFile
from news.models import Post
from resources.models import Document, EditionFile
from resources.uploading import attach
from tests.samples.documents import pdf

document = Document.objects.create(title="Escalation policy", slug="escalation")
first = document.editions.create()
attach(EditionFile(edition=first, title="Escalation policy"), SimpleUploadedFile("escalation-1.pdf", pdf(text="Old")))
document.publish()
launch = Post.objects.create(title="Escalation policy launched", slug="escalation-launch", summary="It is here.")
launch.papers.create(document=document, edition=first)
link = f'<p>Read <a href="{first.main_file.get_absolute_url()}">the policy</a>.</p>'
reminder = Post.objects.create(title="Reminder on escalation", slug="reminder", summary="Please read.", body=link)
launch.publish()
reminder.publish()
print(document.pk)
"""


@pytest.fixture
def document_page(site):
    """The address of the document's form in the admin."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", PLACES]
    made = subprocess.run(command, cwd=TOP, env=site.environment, capture_output=True, text=True, check=True)
    return f"/admin/resources/document/{made.stdout.strip()}/change/"


def test_a_new_edition_with_its_file_two_places_re_pointed_and_the_old_edition_kept(
    open_browser, site, document_page, tmp_path
):
    file = tmp_path / "escalation-2.pdf"
    file.write_bytes(pdf(text="New"))
    publisher = Person(open_browser(staff=True), "publisher", site.passwords["publisher"])
    page = publisher.page
    page.goto(document_page)
    publisher.clicks = 0

    publisher.click(page.get_by_role("link", name="New edition"))
    publisher.write(page.get_by_label("Change note"), "Step 3 is new.")
    publisher.choose_files(page.locator("input[name='files-0-file']"), file)
    publisher.click(page.get_by_role("button", name="Publish…"))
    launch = page.get_by_role("row").filter(has_text="Escalation policy launched")
    publisher.click(launch.get_by_label("Point to the new edition"))
    publisher.click(page.get_by_role("button", name="Publish and re-point"))

    expect(page.get_by_text("News item “Escalation policy launched”, live: points to the 2nd edition.")).to_be_visible()
    expect(page.get_by_text("News item “Reminder on escalation”, live: points to the 2nd edition.")).to_be_visible()
    assert publisher.clicks <= MOST_CLICKS

    visitor = open_browser()
    visitor.goto("/resources/escalation/")
    expect(visitor.get_by_text("Step 3 is new.")).to_be_visible()
    visitor.goto("/news/reminder/")
    assert visitor.get_by_role("link", name="the policy").get_attribute("href") == "/resources/escalation/latest"
    visitor.goto("/resources/escalation/editions/1/")
    expect(visitor.get_by_text("Superseded by the 2nd edition").first).to_be_visible()
