"""Numbers of three digits that reach somebody from any telephone, and are no council's."""

from lscb_site.text.telephone_digits import number_of

SAID = {
    "999": "999 is the number for an emergency. Call it if a child is in danger now.",
    "112": "112 reaches the same people as 999. Call it if a child is in danger now.",
    "101": "101 reaches the police where nobody is in danger now. If a child is in danger, call 999.",
    "111": "111 is the health service’s number for what is urgent and no emergency. If a child is in danger, call 999.",
}


def said_of(typed: str) -> str:
    """What a short number is for; empty where none was typed."""
    return SAID.get(number_of(typed), "")
