from lscb_site.web.headings import Heading, headed


def test_each_heading_gets_an_id_of_its_words():
    text = headed("<h2>What to say</h2><p>Say it.</p><h2>What <em>happens</em> next</h2>")
    assert text.headings == (Heading("what-to-say", "What to say"), Heading("what-happens-next", "What happens next"))
    assert '<h2 id="what-to-say">What to say</h2>' in text.html
    assert '<h2 id="what-happens-next">What <em>happens</em> next</h2>' in text.html


def test_an_id_that_is_there_is_kept_and_never_taken_twice():
    text = headed('<p id="help">x</p><h2 id="own" class="a">Own</h2><h2>Help</h2><h2>Help</h2>')
    assert [heading.anchor for heading in text.headings] == ["own", "help-2", "help-3"]
    assert '<h2 id="own" class="a">Own</h2>' in text.html


def test_words_are_words_and_not_markup():
    (heading,) = headed("<h2>Health &amp; care <script>x</script></h2>").headings
    assert heading.words == "Health & care x"


def test_signs_alone_make_an_id_too_and_nothing_makes_none():
    text = headed("<h2>…</h2><h2> </h2><h3>Small</h3>")
    assert text.headings == (Heading("part", "…"),)
    assert "<h3>Small</h3>" in text.html


def test_what_another_element_begins_with_is_no_heading():
    assert headed("<h2x>no</h2x>").headings == ()
