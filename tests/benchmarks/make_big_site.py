"""`python -m tests.benchmarks.make_big_site --items 20000`: fills the site of DATABASE_URL with made-up content.

Only for a database that can be thrown away: it refuses one that holds anything but the Board's starting content and
what it made itself.
"""

import argparse
import os
import sys

import django


def main() -> str | None:
    """The sentence that says why nothing was made, or None."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.make_big_site", description=__doc__)
    parser.add_argument("--items", type=int, required=True, help="posts and documents afterwards, together")
    parser.add_argument("--yes", action="store_true", help="fill it although editors have written in it")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    django.setup()
    from tests.benchmarks.filling import fill, foreign

    if not asked.yes and (found := foreign()):
        return f"This site has content of its own, such as “{found}”. Nothing was made: use another, or say --yes."
    posts, documents = fill(asked.items)
    print(f"Made {posts:,} posts and {documents:,} documents.")
    return None


if __name__ == "__main__":
    sys.exit(main())
