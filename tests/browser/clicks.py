"""Counting what an errand costs somebody who uses the site."""

from contextlib import contextmanager


class Clicks:
    """A page, and how often somebody pressed a link, a button, a tick or an option on it.

    Typing does not count, nor does choosing in a file dialogue: opening the dialogue is one click.
    """

    def __init__(self, page):
        self.page = page
        self.count = 0

    def press(self, target):
        self.count += 1
        target.click()

    def link(self, name, **options):
        self.press(self.page.get_by_role("link", name=name, **options).first)

    def button(self, name, exact=True):
        self.press(self.page.get_by_role("button", name=name, exact=exact))

    def write(self, label, text):
        self.page.get_by_label(label).fill(text)

    def choose(self, label, option):
        self.count += 1
        self.page.get_by_label(label).select_option(label=option)

    def choose_files(self, field, *files):
        with self.page.expect_file_chooser() as chooser:
            self.press(field)
        chooser.value.set_files(files)

    @contextmanager
    def at_most(self, most):
        """Until the end of the block. More is a failure that says how many there were."""
        before = self.count
        yield
        assert self.count - before <= most, f"{self.count - before} clicks where {most} were enough"
