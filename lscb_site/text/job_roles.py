"""Who said it: a role that readers are shown, and never the name of a person."""

import re

from django.core.exceptions import ValidationError

TITLE = re.compile(r"\W*(mr|mrs|ms|miss|mx|dr|doctor|prof|professor|sir|dame|rev|revd)\b", re.IGNORECASE)

# A role has one of these words, alone or as several; “Jane Smith” has none.
JOB_WORD = re.compile(
    r"""\b(
    administrator | admin | advis[eo]r | advocate | agency | analyst | assistant | associate | authority | board |
    borough | business | chair | chair(man|person|woman) | chief | clerk | clinician | commissioner | committee |
    constable | consultant | co-?ordinator | council | councill?or | counsellor | department | deputy | designated |
    desk | detective | director | doctor | dpo | dsl | duty | editor | engagement | executive | gp | group | guardian |
    head | headteacher | health | hub | inspector | lado | lawyer | lead | leader | learning | librarian | lscb | lscp |
    manager | mash | matron | member | midwife | nurse | office | officer | paediatrician | panel | participation |
    partnership | police | policy | practice | practitioner | principal | programme | project | psychologist |
    publisher | quality | registrar | reviewer | safeguarding | school | scrutineer | secretariat | secretary |
    sergeant | service | social | solicitor | specialist | subcommittee | superintendent | supervisor | support |
    teacher | team | trainer | training | trustee | unit | visitor | warden | webmaster | worker
    )s?\b""",
    re.IGNORECASE | re.VERBOSE,
)

SENTENCE = (
    "Give the role, such as “MASH manager”, and not a person. "
    "A role has a word like “officer”, “manager”, “lead” or “team” in it."
)


def refuse_a_name(role: str) -> None:
    """Roles are shown to readers. An e-mail address, a “Mr” or words that name no job show that somebody gave a person
    instead."""
    if "@" in role or TITLE.match(role) or not JOB_WORD.search(role):
        raise ValidationError(SENTENCE, code="person")
