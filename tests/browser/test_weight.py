"""What a reader's line has to carry, compressed as the server sends it."""

KILOBYTE = 1000


def carried(page, path):
    """The bytes of each answer that opening a page takes, by the type of the resource."""
    finished = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(path, wait_until="networkidle")
    return [(request.resource_type, request.sizes()["responseBodySize"]) for request in finished]


def test_the_home_page_is_light(open_browser):
    answers = [(kind, size) for kind, size in carried(open_browser(), "/") if kind != "image"]
    assert len(answers) <= 6, answers
    assert sum(size for _, size in answers) <= 60 * KILOBYTE, answers


def test_styles_and_scripts_are_small(open_browser):
    answers = carried(open_browser(), "/contacts/")
    assert sum(size for kind, size in answers if kind == "stylesheet") <= 12 * KILOBYTE
    assert sum(size for kind, size in answers if kind == "script") <= 5 * KILOBYTE


def test_nothing_comes_from_elsewhere(open_browser, site):
    page = open_browser()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/contacts/", "/news/london-mash-conference-2015/", "/resources/london-cse-operating-protocol/"):
        page.goto(path, wait_until="networkidle")
    assert [url for url in asked if not url.startswith(site.address)] == []
