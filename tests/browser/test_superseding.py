"""A publisher puts a new edition in an old one's place, and decides for every place that pointed at the old one."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.clicks import Clicks
from tests.browser.test_journeys import Person
from tests.running_site import TOP
from tests.samples.documents import pdf

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
"""


@pytest.fixture
def places(site):
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-v0", "-c", PLACES]
    subprocess.run(command, cwd=TOP, env=site.environment, capture_output=True, check=True)


def test_a_new_edition_with_its_file_two_places_re_pointed_and_the_old_edition_kept(
    open_browser, site, places, tmp_path
):
    file = tmp_path / "escalation-2.pdf"
    file.write_bytes(pdf(text="New"))
    publisher = Clicks(Person(open_browser(), "publisher", site.passwords["publisher"]).page)
    page = publisher.page

    with publisher.at_most(8):
        publisher.link("New edition of a document")
        publisher.link("Escalation policy", exact=True)
        publisher.link("New edition")
        publisher.write("Change note", "Step 3 is new.")
        publisher.choose_files(page.get_by_label("Add files"), file)
        expect(page.locator(".upload-card").get_by_label("Role")).to_have_value("main")
        publisher.button("Publish…")
        launch = page.get_by_role("row").filter(has_text="Escalation policy launched")
        publisher.press(launch.get_by_label("Point to the new edition"))
        publisher.button("Publish and re-point")

    expect(page.get_by_text("News item “Escalation policy launched”, live: points to the 2nd edition.")).to_be_visible()
    expect(page.get_by_text("News item “Reminder on escalation”, live: points to the 2nd edition.")).to_be_visible()

    visitor = open_browser()
    visitor.goto("/resources/escalation/")
    expect(visitor.get_by_text("Step 3 is new.")).to_be_visible()
    visitor.goto("/news/reminder/")
    assert visitor.get_by_role("link", name="the policy").get_attribute("href") == "/resources/escalation/latest"
    visitor.goto("/resources/escalation/editions/1/")
    expect(visitor.get_by_text("Superseded by the 2nd edition").first).to_be_visible()
