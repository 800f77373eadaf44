# The portal as two images: 'portal' for the web, worker and clock processes, and 'front', nginx before them.
# compose.yaml builds and runs both; docs/operating.md says how, and how to pin the two bases to their digests.

ARG PYTHON_IMAGE=python:3.11.16-slim-bookworm
ARG NGINX_IMAGE=nginx:1.30.4-trixie

# The libraries by themselves: they are installed anew when they change, and not with every change of the site.
FROM ${PYTHON_IMAGE} AS libraries
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt \
    && /venv/bin/pip uninstall --yes pip setuptools

FROM ${NGINX_IMAGE} AS front
# The numbers are those of the portal, whose sockets and documents it is to reach.
RUN groupadd --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --no-create-home portal \
    && install --directory --owner portal --group portal --mode 750 /run/portal /var/cache/nginx \
    && install --directory /var/lib/portal-acme /srv/portal/data /etc/ssl/portal
COPY docs/nginx/containers.conf /etc/nginx/nginx.conf
COPY docs/nginx/portal /etc/nginx/portal
COPY docs/nginx/pages /srv/portal/site/docs/nginx/pages
USER 10001:10001
EXPOSE 8080 8443
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]

FROM ${PYTHON_IMAGE} AS portal
# OCR=yes lets the worker read scanned pages.
ARG OCR=no
# What the commands 'backup' and 'restore' call, and what reads scanned pages.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends age postgresql-client-15 \
    && if [ "$OCR" = yes ]; then apt-get install --yes --no-install-recommends tesseract-ocr; fi \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --no-create-home portal \
    && install --directory --owner portal --group portal --mode 750 /data /run/portal /portal-static
WORKDIR /portal
COPY --from=libraries /venv /venv
COPY . .
# Bytecode is written now, since nothing can be written later; nor do static files depend on the settings: any will do.
# A name server that does not answer is given up after two seconds, or a reader would wait ten and more.
ENV PATH=/venv/bin:$PATH \
    RES_OPTIONS="timeout:1 attempts:2" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    STATIC_ROOT=/portal-static
RUN python -m compileall -q lscb_site news resources lscb_contacts manage.py
USER 10001:10001
RUN SECRET_KEY=for-collectstatic-only ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:// \
    python manage.py collectstatic --noinput --verbosity 0
# What stands on the outside: 'docker inspect' says which commit an image was made from.
ARG VERSION=unknown
LABEL org.opencontainers.image.title="London SCB portal" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.licenses="MIT"
VOLUME ["/data", "/run/portal"]
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=20s CMD ["python", "-m", "lscb_site.operations.alive"]
# The Procfile is where the command is written; this reads it from there.
CMD ["sh", "-c", "eval \"exec $(sed -n 's/^web: //p' Procfile)\""]
