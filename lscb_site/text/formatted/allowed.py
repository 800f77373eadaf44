"""What formatted text may hold, everywhere on the site: structure and links, never looks.

A strict content security policy ignores `style` attributes, and colours or alignment would break dark mode and print;
so the editor's toolbar (see the settings) does not offer them and nothing lets them through.
"""

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "strong", "b", "em", "i", "sub", "sup", "abbr", "cite", "q", "time"),
    *("ul", "ol", "li", "dl", "dt", "dd", "blockquote", "a"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "ol": {"start", "type"},
    "time": {"datetime"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
PREFIXES = {"data-cms-"}  # a link that follows its page

# Read as what they are and then taken apart: they say where a paragraph ends, or how something looked.
BOXES = {
    *("div", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption", "form"),
    *("center", "fieldset", "legend", "label", "details", "summary", "address", "pre", "hgroup", "dialog", "menu"),
    "search",
}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LOOKS = {"u", "font", "big", "small", "tt", "span", "ins", "del", "s", "strike", "mark", "code", "kbd", "samp", "var"}
READ = TAGS | HEADINGS | BOXES | LOOKS | {"img", "dfn", "bdi", "bdo", "wbr", "colgroup", "col"}
# What stands in them is no text of the author's, though a browser that does not know them shows it.
NOT_TEXT = {
    *("script", "style", "title", "template", "noscript", "noembed", "noframes", "iframe", "object", "svg", "canvas"),
    *("video", "audio", "map", "select", "textarea", "button", "xml", "datalist", "math"),
    *("w:worddocument", "w:latentstyles", "o:officedocumentsettings", "o:documentproperties", "m:mathpr"),
    "x:excelworkbook",
}
