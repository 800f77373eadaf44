"""gunicorn's settings, read by `gunicorn --config python:lscb_site.operations.web_server` (see the Procfile).

It keeps the rules of HTTP and answers each request in a thread. What it does not do is shield the threads from clients
that send slowly: eight of them would stop it. So nginx stands in front (docs/nginx/nginx.conf).
"""

import os
import shutil
import tempfile

# The log asks the settings before the site is there.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
wsgi_app = "lscb_site.wsgi"
# Loaded once, and shared by the workers.
preload_app = True
worker_class = "lscb_site.operations.web_worker.Worker"
logger_class = "lscb_site.operations.web_worker.Logger"
# The longest that gunicorn can be told, in bytes; 0, for none, makes a long one cost minutes of a thread. The longest
# address that a form of the site makes is half of it, and nginx passes no more than 8 KB on.
limit_request_line = 8190
control_socket_disable = True

# The figures at /metrics are those of all workers together: they write them into files of a folder of this host's, in
# memory where there is such a place. What a worker has counted stays when it ends. The folder begins empty with each
# start, and goes with the end.
memory = "/dev/shm"  # noqa: S108 - the folder made in it is ours alone
figures = tempfile.mkdtemp(prefix="portal-figures-", dir=memory if os.access(memory, os.W_OK) else None)
os.environ["PROMETHEUS_MULTIPROC_DIR"] = figures


def on_exit(server):
    shutil.rmtree(figures, ignore_errors=True)


def when_ready(server):
    """Before the first worker, who shares what was loaded."""
    from lscb_site.operations.first_request import make_first_request  # there are no models before

    make_first_request()
