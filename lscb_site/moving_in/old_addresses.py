"""Where the old library was found leads to the new one, from the moment that readers can open it there."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from lscb_site.pages.existing import is_there
from lscb_site.pages.old_addresses import old_path_of
from lscb_site.publishing.states import State
from lscb_site.web.public_addresses import redirects
from resources.models import Document


class OldAddresses:
    """Which old addresses lead where: those of the site, and those that rows before this one gave."""

    def __init__(self) -> None:
        self.known = {old.lower(): new for old, new in redirects().values_list("old_path", "new_path")}

    def read(self, typed: Iterable[str], target: str) -> tuple[list[str], list[str]]:
        """The paths from which to lead to `target`, and what is wrong with the others, in sentences."""
        paths, faults = [], []
        for address in typed:
            try:
                path = old_path_of(address)
            except ValidationError as refusal:
                faults.append(f"old_address “{address[:100]}”: {refusal.messages[0]}")
                continue
            leads = self.known.get(path.lower())
            if leads == target:
                continue  # it does already
            if leads is not None:
                faults.append(f"old_address “{path}”: It leads to {leads or 'nothing'} already.")
            elif path.lower() == target.lower() or is_there(path):
                faults.append(f"old_address “{path}”: The site answers at this address itself.")
            else:
                paths.append(path)
        return paths, faults

    def take(self, paths: Iterable[str], target: str) -> None:
        self.known |= {path.lower(): target for path in paths}


def draft_moves(instance: Document, raw: bool = False, **kwargs: Any) -> None:
    """Receiver: a draft that readers never had gets another address. What leads to it goes along; once it was public,
    `KeepsOldAddresses` sees to that."""
    if raw or instance.pk is None or instance.state != State.DRAFT:
        return
    before = Document.objects.filter(pk=instance.pk).only("slug").first()
    if before and before.slug != instance.slug:
        redirects().filter(new_path=before.get_absolute_url()).update(new_path=instance.get_absolute_url())
