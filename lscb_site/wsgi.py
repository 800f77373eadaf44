"""The WSGI entry point that gunicorn serves."""

import gc
import os
import re
from datetime import date

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")

CHARSET = re.compile(r";\s*charset[^;=]*=[^;]*", re.IGNORECASE)


def utf8(application):
    """Every request is read as UTF-8, as the site's own forms are, whatever character set its Content-Type claims.

    Django reads a request's query string in that character set before any middleware runs, and a name that Python
    knows but that is no text ("hex") would end there with a fault.
    """

    def answer(environ, start_response):
        if "charset" in environ.get("CONTENT_TYPE", "").lower():
            environ["CONTENT_TYPE"] = CHARSET.sub("", environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return answer


site = get_wsgi_application()

from lscb_contacts.finding import bank_holidays  # noqa: E402 - these stand on the site's models
from lscb_site.caching.front import FrontCache  # noqa: E402
from lscb_site.caching.patience import WEB, limit_waiting  # noqa: E402
from lscb_site.operations.metrics.counting import CountsAnswers  # noqa: E402
from lscb_site.operations.probes import Probes  # noqa: E402

limit_waiting(WEB)
# A developer wants to see a template that has just been saved.
front = FrontCache(site, settings.CACHE_BYTES, is_on=settings.PAGE_CACHE)
application = Probes(CountsAnswers(utf8(site if settings.DEBUG else front)), front.version)

# gunicorn loads the site once and then starts its workers (--preload), which share the memory of what is loaded by then
# as long as nobody writes to it: the addresses and the bank holidays, whose library is large, are read now, and the
# collector leaves all of it alone for ever.
reverse("home")
bank_holidays.around(date.today())
gc.freeze()
