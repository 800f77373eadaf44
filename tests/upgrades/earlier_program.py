"""Run as a file in the folder of an earlier release, with a `DATABASE_URL`: uses a newer database as that release does
while an upgrade is under way, and prints as JSON what came of it. It names nothing that a release might not have.
"""

import json
import os
import sys

ASKED = ["/", "/about/", "/news/", "/resources/", "/contacts/", "/contacts/brent/", "/search/?q=protocol"]
FOR_STAFF = ["/admin/", "/admin/news/post/", "/admin/resources/document/", "/admin/lscb_contacts/contactpoint/"]
OURS = ("lscb_site.", "news", "resources", "lscb_contacts")


def use() -> dict:
    sys.path.insert(0, os.getcwd())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    import django
    from django.conf import settings

    # In place of collectstatic, as in the suite.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    django.setup()
    from django.apps import apps
    from django.contrib.auth import get_user_model
    from django.test import Client

    visitor, staff = Client(HTTP_HOST="localhost"), Client(HTTP_HOST="localhost")
    staff.force_login(get_user_model().objects.filter(is_staff=True, is_active=True).order_by("pk")[0])
    answers = {address: visitor.get(address).status_code for address in ASKED}
    answers |= {address: staff.get(address).status_code for address in FOR_STAFF}
    tables, saved, refused = {}, 0, {}
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            tables[model._meta.db_table] = [
                field.column for field in model._meta.local_concrete_fields if not field.generated
            ]
            if model._meta.app_config.name.startswith(OURS) and (row := model._base_manager.first()):
                try:
                    row.save()
                    saved += 1
                except Exception as error:  # whatever it is, it is told
                    refused[model._meta.label] = f"{type(error).__name__}: {error}"[:300]
    return {"answers": answers, "tables": tables, "saved": saved, "refused": refused}


if __name__ == "__main__":
    json.dump(use(), sys.stdout)
