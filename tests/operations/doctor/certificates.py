"""A site's certificate with the dates that a test wants, its issuer, and a server that shows it."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)
LONG = (-1000 * DAY, 1000 * DAY)


def named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


class Issuer:
    """`file` is what a machine that trusts it has among its issuers."""

    def __init__(self, folder):
        self.folder, self.key, self.name = folder, ec.generate_private_key(ec.SECP256R1()), named("An issuer")
        own = self.certificate("An issuer", self.key, LONG).add_extension(x509.BasicConstraints(True, None), True)
        self.file = folder / "issuer.pem"
        self.file.write_bytes(self.signed(own))

    def certificate(self, name, key, dates):
        first, last = (datetime.now(UTC) + each for each in dates)
        return (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(first)
            .not_valid_after(last)
        )

    def signed(self, builder):
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def issue(self, name, *, ends, begins=-100 * DAY):
        """A file with the certificate and its key, as a server wants it. The dates are seen from now."""
        key = ec.generate_private_key(ec.SECP256R1())
        builder = self.certificate(name, key, (begins, ends))
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
        file = self.folder / "site.pem"
        own = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(self.signed(builder) + own)
        return file


@contextmanager
def shown_to_who_asks(file):
    """The port at which somebody is shown it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)

    def serve():
        with suppress(OSError):  # of a reader who turns away, and of the end of the test
            line, _ = server.accept()
            with line:
                line.settimeout(5)
                context.wrap_socket(line, server_side=True).close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()
