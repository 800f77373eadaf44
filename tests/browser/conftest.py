"""Headless Chromium on the whole site as it runs: gunicorn, collected static files, the Board's content."""

import os
import shutil

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import expect, sync_playwright

from tests.browser.letterbox import Letterbox
from tests.running_site import free_port

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = 1280, 320  # pixels
PATIENCE = 20_000  # milliseconds, for machines that do other work too

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(os.path.dirname(__file__)):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    program = shutil.which("chromium")
    if not program:
        missing = "There is no chromium: apt install chromium"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    # Playwright keeps an event loop in this thread, and Django would refuse the database to the tests that follow.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def letterbox():
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    box.port = server.port
    yield box
    server.stop()


@pytest.fixture
def open_browser(chromium, site):
    """Opens a browser of its own at a width: `page = open_browser(320, java_script_enabled=False)`.

    After the test, whatever the pages complained of in the console is a failure: a breach of the content security
    policy stands there. For staff as for visitors.
    """
    contexts, complaints = [], []

    def open_browser(width=WIDE, **options):
        context = chromium.new_context(
            base_url=site.address, viewport={"width": width, "height": 900}, locale="en-GB", **options
        )
        context.set_default_timeout(PATIENCE)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(f"{error.page.url}: {error.error}"))
        contexts.append(context)
        return context.new_page()

    def note(message):
        if message.page is None:
            return
        # A page that is missing, and a save that is refused: the test asks what becomes of it.
        asked_for = message.location["url"]
        is_an_answer = message.text.startswith("Failed to load resource") and (
            asked_for == message.page.url or "/admin/" in asked_for
        )
        if message.type == "error" and not is_an_answer:
            complaints.append(f"{message.page.url}: {message.text}")

    yield open_browser
    for context in contexts:
        context.close()
    assert complaints == []
