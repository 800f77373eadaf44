"""`python -m tests.house.list_of_parts FILE`: what the running portal is made of, as CycloneDX has it (an SBOM).

It holds the libraries of requirements.txt with their versions, the digests of the files that may be installed, their
licences, and who needs whom; not what only tests need. The same locks give the same file, byte for byte.
"""

import json
import sys
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from tests.house.licences import licence, read_said
from tests.house.locks import LOCKS, TOP, Locked, read_lock

LOCK = "requirements.txt"


def described(package: str, locked: Locked, said: dict) -> Component:
    address = PackageURL("pypi", name=package, version=locked.version)
    try:
        licences = [LicenseFactory().make_from_string(licence(package, said))]
    except metadata.PackageNotFoundError:
        licences = []  # it is for other Pythons or systems, and what it says of itself cannot be read here
    return Component(
        name=package,
        version=locked.version,
        type=ComponentType.LIBRARY,
        bom_ref=address.to_string(),
        purl=address,
        licenses=licences,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in locked.digests],
    )


def list_of_parts(top: Path = TOP) -> str:
    """As JSON of CycloneDX 1.6."""
    lock, said = read_lock(top / LOCK), read_said()
    portal = Component(name="lscb-portal", type=ComponentType.APPLICATION, bom_ref="lscb-portal")
    parts = {package: described(package, locked, said) for package, locked in lock.items()}
    bom = Bom(components=parts.values())
    bom.metadata.component = portal
    for package, locked in lock.items():
        for asking in locked.asked_by:
            whose = portal if asking == f"-r {LOCKS[LOCK]}" else parts[asking]
            bom.register_dependency(whose, [parts[package]])
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    del written["serialNumber"], written["metadata"]["timestamp"]
    return json.dumps(written, indent=2)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(list_of_parts() + "\n")
