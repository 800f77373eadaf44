"""What a page says of itself to search engines, cut to what they show.

Google has no limit, and cuts both to the width of the screen (developers.google.com/search/docs/appearance/title-link
and .../snippet): about 65 characters of a title and 160 of a description stay on a wide one. Bing's Webmaster Tools
call a description of fewer than 25 too short; below 50 nobody learns what the page has beyond its title.
"""

from django.conf import settings

LONGEST_TITLE = 65  # characters
DESCRIPTION = 50, 160
BETWEEN = " – "
WHOSE = f"On the site of the {settings.SITE_NAME}."


def page_title(title: str, section: str = "") -> str:
    """The title with its section, which tells two pages of one title apart, and as much of the site's name as fits."""
    if title == settings.SITE_NAME:
        return title
    parts = [part for part in (title, section) if part]
    for whose in (settings.SITE_NAME, settings.SITE_SHORT_NAME):
        whole = BETWEEN.join([*parts, whose])
        if len(whole) <= LONGEST_TITLE:
            return whole
    room = LONGEST_TITLE - len(BETWEEN + section if section else "")
    return BETWEEN.join([cut(title, room), *parts[1:]])


def page_description(text: str) -> str:
    """The text on one line; a short one says whose page it is, of a long one the first words are left."""
    shortest, longest = DESCRIPTION
    line = " ".join(text.split())
    if line and len(line) < shortest:
        line = f"{line if line.endswith(('.', '?', '…')) else line + '.'} {WHOSE}"
    return cut(line, longest)


def cut(text: str, room: int) -> str:
    """At most so many characters, ending after a word where there is more than one."""
    if len(text) <= room:
        return text
    words, _, _ = text[:room].rpartition(" ")
    return f"{(words or text)[: room - 1].rstrip(' ,;:–')}…"
