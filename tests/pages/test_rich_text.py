import pytest
from djangocms_text.html import clean_html

from lscb_site.pages.writing import write_page


@pytest.mark.parametrize(
    "html",
    [
        '<h2 id="what">What</h2>',
        '<p><strong>Bold</strong> and <em>italic</em>, <a href="/contacts/">a link</a>.</p>',
        "<ul><li>One</li></ul>",
        '<ol start="3"><li>Three</li></ol>',
        "<blockquote><p>Said.</p></blockquote>",
        '<table><thead><tr><th scope="col">Borough</th></tr></thead><tbody><tr><td>Brent</td></tr></tbody></table>',
        '<p><a href="tel:+442079460000">020 7946 0000</a> <a href="mailto:a@example.org">write</a></p>',
    ],
)
def test_structure_and_links_stay(html):
    assert clean_html(html) == html


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ('<p style="color: red">Red</p>', "<p>Red</p>"),
        ('<p class="big" align="right">Big</p>', "<p>Big</p>"),
        ("<p>Run<script>alert(1)</script></p>", "<p>Run</p>"),
        ('<p><a href="javascript:alert(1)">Go</a></p>', "<p>Go</p>"),
        ('<p><img src="https://elsewhere.example/x.png" onerror="alert(1)">Look</p>', "<p>Look</p>"),
        ("<h1>One</h1>", "<h2>One</h2>"),
        ('<iframe src="https://elsewhere.example/"></iframe>', ""),
    ],
)
def test_looks_scripts_and_foreign_content_go(html, cleaned):
    assert clean_html(html) == cleaned


@pytest.mark.django_db
def test_a_text_block_is_cleaned_when_it_is_stored(client, admin_user):
    block = ("text", '<p style="color: red">Words.</p>')
    write_page(reverse_id="a-page", title="A page", slug="a-page", created_by=admin_user, blocks=[block])
    assert "<p>Words.</p>" in client.get("/a-page/").text


@pytest.mark.django_db
def test_links_follow_their_pages_at_a_fixed_cost(client, admin_user, django_assert_max_num_queries):
    pages = [
        write_page(reverse_id=f"page-{n}", title="Page", slug=f"page-{n}", created_by=admin_user) for n in range(9)
    ]
    links = "".join(f'<p><a href="#" data-cms-href="cms.page:{page.pk}">Page</a></p>' for page in pages)
    write_page(reverse_id="links", title="Links", slug="links", created_by=admin_user, blocks=[("text", links)])
    client.get("/links/")
    with django_assert_max_num_queries(8):
        text = client.get("/links/").text
    for number in range(9):
        assert f'<a href="/page-{number}/">' in text


@pytest.mark.django_db
def test_a_link_to_an_unpublished_page_is_no_link(client, admin_user):
    page = write_page(reverse_id="plans", title="Plans", slug="plans", created_by=admin_user, publish=False)
    link = f'<p><a href="/plans/" data-cms-href="cms.page:{page.pk}">Our plans</a></p>'
    write_page(reverse_id="links", title="Links", slug="links", created_by=admin_user, blocks=[("text", link)])
    text = client.get("/links/").text
    assert "Our plans" in text
    assert "/plans/" not in text


def test_the_editor_offers_no_looks_and_no_source(settings):
    offered = {button for group in settings.RICH_TEXT_TOOLBAR for button in group}
    assert {"Heading2", "Bold", "BulletedList", "Link", "Table", "Blockquote"} <= offered
    assert not offered & {"TextColor", "BGColor", "JustifyLeft", "JustifyCenter", "Source", "Heading1", "Styles"}
