"""`python -m tests.upgrades.probe` with a `DATABASE_URL`: upgrades that database as an operator does, lets the worker
finish what is left, and prints as JSON what came of it."""

import io
import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")

# What visitors ask: old and new addresses, and words that stand only in what editors had changed.
ASKED = [
    "/",
    "/about/",
    "/news/renamed-before-the-upgrade/",
    "/news/mash-positive-impact/",
    "/news/written-before-the-upgrade/",
    "/news/a-draft/",
    "/resources/mash-2015-complex-case-transitions/",
    "/contacts/brent/",
    "/search/?q=zanzibarine",
]


def upgrade():
    import django
    from django.conf import settings

    # In place of collectstatic, as in the suite.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    from django.contrib.auth import authenticate
    from django.core.management import call_command
    from django.test import Client, RequestFactory

    from lscb_site.search import written_by
    from lscb_site.search.models import SearchEntry

    said = io.StringIO()
    call_command("migrate", stdout=said)
    left_over = written_by.is_stale()
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)
    client = Client(HTTP_HOST="localhost")
    answers = {address: client.get(address) for address in ASKED}
    visit = RequestFactory().post("/admin/login/")
    return {
        "said": said.getvalue(),
        "left_over": left_over,
        "stale": written_by.is_stale(),
        "entries": SearchEntry.objects.count(),
        "signs_in": authenticate(visit, username="anna", password="an old passphrase of hers") is not None,
        "answers": {
            address: [answer.status_code, answer.headers.get("Location", ""), answer.text]
            for address, answer in answers.items()
        },
    }


if __name__ == "__main__":
    result = upgrade()
    json.dump(result, sys.stdout)
