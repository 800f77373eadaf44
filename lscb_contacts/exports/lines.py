"""The same in lines, for spreadsheets: one for each contact point, one for each board."""

from collections.abc import Iterator

from lscb_contacts.exports import shapes
from lscb_contacts.models import Authority, Board

CONTACTS = [
    "organization_id", "organization", "organization_url", "boards", "service_id", "service", "service_type", "phone",
    "phone_description", "email", "url", "schedule", "alert", "assured_date", "assured_by", "assurance", "source",
    "source_date", "uri", "source_note", "schedule_source", "schedule_source_date",
    "check_first",
]  # fmt: skip
BOARDS = [
    "id", "type", "name", "url", "organizations", "active_until", "succeeded_by", "alert", "uri", "source",
    "source_date",
]  # fmt: skip


def contacts(authorities: list[Authority], boards: list[Board]) -> Iterator[dict]:
    for organization in [*map(shapes.authority, authorities), *map(shapes.board, boards)]:
        for service in organization["services"]:
            phone = service["phones"][0] if service["phones"] else {}
            times = [*(line["description"] for line in service["schedules"]), service["schedule_note"]]
            yield {name: service.get(name) for name in CONTACTS} | {
                "organization_id": organization["id"],
                "organization": organization["name"],
                "organization_url": organization["url"],
                "boards": "; ".join(organization.get("boards", [])),
                "service_id": service["id"],
                "service": service["name"],
                "service_type": service["type"],
                "phone": phone.get("number_national"),
                "phone_description": phone.get("description"),
                "schedule": "; ".join(filter(None, times)),
                "uri": organization["uri"],
            }


def boards(found: list[Board]) -> Iterator[dict]:
    for each in map(shapes.board, found):
        line = {name: each[name] for name in BOARDS}
        yield line | {name: "; ".join(each[name]) for name in ("organizations", "succeeded_by")}
