from lscb_site.web.templatetags.display import options


def test_options_are_escaped_and_the_chosen_one_is_selected():
    drawn = options([("", "All <kinds>"), ('a"b', "A & B"), ("c", "C")], 'a"b')
    assert drawn.split("\n") == [
        '<option value="">All &lt;kinds&gt;</option>',
        '<option value="a&quot;b" selected>A &amp; B</option>',
        '<option value="c">C</option>',
    ]
