# The portal as an image: one for the web, worker and clock processes. docs/operating.md says how to run it.

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 portal \
    && install --directory --owner portal /data
# The libraries by themselves: they are installed anew when they change, and not with every change of the site.
WORKDIR /portal
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    STATIC_ROOT=/portal-static
# Static files do not depend on the settings: any values will do.
RUN SECRET_KEY=for-collectstatic-only ALLOWED_HOSTS=localhost DATABASE_URL=sqlite:// \
    python manage.py collectstatic --noinput --verbosity 0
USER portal
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=20s CMD ["python", "-c", "import os; from urllib.request import urlopen; urlopen(f\"http://127.0.0.1:{os.environ['PORT']}/healthz\", timeout=5)"]
# The Procfile is where the command is written; this reads it from there.
CMD ["sh", "-c", "eval \"exec $(sed -n 's/^web: //p' Procfile)\""]
