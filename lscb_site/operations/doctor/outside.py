"""Whether what the site asks others for answers: each waits a few seconds at most. Nothing here asks the database."""

import secrets
import socket
import ssl
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.mail import get_connection
from redis import Redis, RedisError

from lscb_site.files.bucket import ContentStoreInBucket
from lscb_site.files.bucket_server import answers_anybody
from lscb_site.following.answers import ERRORS, answer
from lscb_site.operations.doctor.findings import Finding, State, ill, look, well
from lscb_site.web import mail as letters

PATIENCE = 3  # seconds for each answer of another machine
SOON, NOW = 21, 7  # days to the end of a certificate
DAY = 24 * 60 * 60


def mail() -> Iterator[Finding]:
    """Says hello and, where there is one, the name and password. Nothing is sent."""
    if not letters.is_set_up():
        mend = "Set EMAIL_URL to the mail server, or EMAIL_PROVIDER."
        yield look("services.mail", "Nobody gets letters from this site.", mend)
        return
    if settings.EMAIL_PROVIDER:
        words = "Letters go through a provider. Whether it takes them, manage.py send_test_email says."
        yield well("services.mail", words)
        return
    connection = get_connection(timeout=PATIENCE)
    try:
        connection.open()
        connection.close()
    except ERRORS as problem:
        yield ill(
            "services.mail",
            f"Letters cannot leave. {answer(problem).words}",
            "Compare EMAIL_URL with what the mail server wants; manage.py send_test_email tries it. Letters to "
            "followers wait meanwhile.",
        )
        return
    yield well("services.mail", "The mail server answers.")


def certificate() -> Iterator[Finding]:
    """Of the one that readers are shown at SITE_ADDRESS."""
    address = urlsplit(settings.SITE_ADDRESS)
    if settings.DEBUG or address.scheme != "https" or not address.hostname:
        yield well("services.certificate", "This site is not served by https.")
        return
    mend = "Renew it (certbot renew, or the certificate's issuer) and reload nginx. Browsers let nobody in without it."
    try:
        ends = end_of_certificate(address.hostname, address.port or 443)
    except ssl.SSLCertVerificationError as problem:
        yield ill("services.certificate", f"Browsers do not accept the certificate: {problem.verify_message}.", mend)
        return
    except (OSError, ValueError, KeyError):
        words = "The end of the certificate is not known: the site's own address cannot be reached from here."
        yield well("services.certificate", words)
        return
    left = ends - time.time()
    days = int(left // DAY)
    if days < SOON:
        state = State.ILL if days < NOW else State.LOOK
        yield Finding("services.certificate", state, f"The certificate ends in {days} days.", mend, left)
    else:
        words = f"The certificate holds for {days} days."
        yield Finding("services.certificate", State.WELL, words, figure=left)


def end_of_certificate(host: str, port: int) -> int:
    """In seconds since 1970. Raises OSError, also where it is not accepted."""
    with (
        socket.create_connection((host, port), timeout=PATIENCE) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) as secured,
    ):
        shown = secured.getpeercert() or {}
    return ssl.cert_time_to_seconds(str(shown["notAfter"]))


def redis() -> Iterator[Finding]:
    pages = settings.CACHES.get("pages")
    if pages is None:
        yield well("services.redis", "No Redis is set: each process keeps its own pages.")
        return
    try:
        with Redis.from_url(pages["LOCATION"], socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE) as client:
            told = client.info("memory")
    except (RedisError, OSError, ValueError) as problem:
        yield look(
            "services.redis",
            f"Redis does not answer ({type(problem).__name__}). Pages are made by each process for itself meanwhile.",
            "See that it runs and that CACHE_URL leads to it, with its password.",
        )
        return
    if not told.get("maxmemory") or not str(told.get("maxmemory_policy", "")).startswith("allkeys-"):
        yield look(
            "services.redis",
            "Redis has no limit, or keeps what is old and refuses what is new when it is full.",
            "Set maxmemory 256mb and maxmemory-policy allkeys-lru.",
        )
    else:
        yield well("services.redis", "Redis answers, and has a limit.")


def storage() -> Iterator[Finding]:
    """Writes a few bytes where documents are kept, reads them back, and deletes them. In a bucket, nobody without its
    key may read them."""
    store = storages["documents"]
    written = secrets.token_bytes(64)
    is_open = False
    try:
        name = store.save("probe.bin", ContentFile(written))
        try:
            with store.open(name) as file:
                is_same = file.read() == written
            if isinstance(store, ContentStoreInBucket):
                is_open = answers_anybody(store.endpoint, store.at(name))
        finally:
            store.destroy(name)  # type: ignore[attr-defined]  # of our stores; with the note that nobody names it
    except Exception as problem:
        # Of a disk or of a bucket, whose library has errors of its own. Their words may hold the name of the bucket.
        yield ill(
            "services.storage",
            f"Documents cannot be stored ({type(problem).__name__}).",
            "See to room and rights in DATA_DIR/documents, or to the bucket and its key. Nothing can be uploaded.",
        )
        return
    if is_open:
        mend = "Close the bucket now: no public access, by no policy and no list of rights. It holds drafts too."
        yield ill("services.storage", "Anybody can read the bucket that documents are kept in.", mend)
    elif is_same:
        yield well("services.storage", "What is stored is read back as it was.")
    else:
        mend = "The disk is failing: bring the site to another one, and run manage.py check_files."
        yield ill("services.storage", "The store gives back other bytes than were written.", mend)
