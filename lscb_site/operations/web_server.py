"""gunicorn's settings, read by `gunicorn --config python:lscb_site.operations.web_server` (see the Procfile).

It keeps the rules of HTTP and answers each request in a thread. What it does not do is shield the threads from clients
that send slowly: eight of them would stop it. So nginx stands in front (docs/nginx/nginx.conf).
"""

wsgi_app = "lscb_site.wsgi"
# Loaded once, and shared by the workers.
preload_app = True
worker_class = "lscb_site.operations.web_worker.Worker"
logger_class = "lscb_site.operations.web_worker.Logger"
# The longest that gunicorn can be told, in bytes; 0, for none, makes a long one cost minutes of a thread. The longest
# address that a form of the site makes is half of it, and nginx passes no more than 8 KB on.
limit_request_line = 8190
control_socket_disable = True
