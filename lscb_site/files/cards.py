"""The card of an upload: what it is, what it hides, what is known of it already, and what is asked of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.files import File

from lscb_site.files.details import OF_ONE, Offer, UploadDetails, details_form
from lscb_site.files.finding_kinds import Weight
from lscb_site.files.findings import Finding
from lscb_site.files.inspection import Refused
from lscb_site.files.opening import Opening, facts_of, opening_of
from lscb_site.files.receiving import KEPT, received
from lscb_site.files.refusals import REMARKS

if TYPE_CHECKING:
    Upload = File[bytes]
else:
    Upload = File


@dataclass
class Card:
    """Of an upload that was accepted or refused, for the form field `name`. `opens` says whether its first page is
    looked at, for which no transaction may be open."""

    upload: Upload
    name: str
    details_name: str
    takes_several: bool  # only such a field asks in the card; a form with one file has its own fields
    context: Mapping[str, Any] = field(default_factory=dict)
    opens: bool = True

    @cached_property
    def refusal(self) -> str:
        try:
            received(self.upload)
        except Refused as refused:
            return str(refused.messages[0])
        return ""

    @property
    def kept_name(self) -> str:
        return f"{self.name}{KEPT}"

    @cached_property
    def opening(self) -> Opening:
        return opening_of(self.upload) if self.opens else Opening()

    @property
    def facts(self) -> str:
        return facts_of(self.upload) if self.opens else received(self.upload).facts

    @cached_property
    def details(self) -> UploadDetails:
        """As the form judged them, with their errors; of a file that is new to it, with what is proposed."""
        known: UploadDetails | None = getattr(self.upload, "details", None)
        made = known or details_form(self.details_name)(self.upload, self.name, self.context)
        if self.opens and not made.is_bound:
            made.propose()
        return made

    @property
    def digest(self) -> str:
        return received(self.upload).sha256[:OF_ONE]

    @property
    def asks(self) -> bool:
        return self.takes_several and self.details.is_asked()

    def offers(self) -> Iterable[Offer]:
        return self.details.offers(is_asked=self.takes_several)

    @property
    def remarks(self) -> list[str]:
        return [REMARKS[code] for code in received(self.upload).remarks if code in REMARKS]

    def findings(self) -> Iterator[tuple[bool, Finding]]:
        """Whether each must be answered before readers have it, and those first."""
        found = received(self.upload)
        yield from ((True, each) for each in found.must_be_answered)
        yield from ((False, each) for each in found.findings or () if each.kind.weight is not Weight.LOOK)
