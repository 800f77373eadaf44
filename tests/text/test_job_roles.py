"""A role is told from the name of a person by the word for a job in it."""

import pytest
from django.core.exceptions import ValidationError

from lscb_site.text.job_roles import refuse_a_name

ROLES = [
    "Policy officer",
    "MASH manager",
    "LADO",
    "Designated doctor",
    "Head of safeguarding",
    "Business support administrator",
    "Co-ordinator, early help",
    "Duty social workers",
    "Sub-committee chair",
    "Named GP",
    "Front-door team",
    "The Board’s editor",
    "manager",
]
NAMES = ["Jane Smith", "Jo", "J. Smith", "Mr Smith", "Dr. Jones", "Doctor Jones", "jo@example.org", "O’Brien", "?"]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_passes(role):
    refuse_a_name(role)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_refused_with_an_example_of_a_role(name):
    with pytest.raises(ValidationError, match="such as “MASH manager”, and not a person"):
        refuse_a_name(name)
