"""Takes words out of every version that has them: a file that was erased must not live on in what an item once said."""

import json
from collections.abc import Iterable

from lscb_site.publishing.models import Publishable
from lscb_site.versions.models import Version


def take_out(words: Iterable[str], instead: str, items: Iterable[Publishable]) -> None:
    """The caller holds the transaction."""
    words = [word for word in words if word]
    for item in items:
        for version in Version.objects.of(item):
            data = json.dumps(version.data)
            for word in words:
                data = data.replace(json.dumps(word)[1:-1], json.dumps(instead)[1:-1])
            said = json.loads(data)
            if said != version.data:
                version.data = said
                version.save(update_fields=["data"])
