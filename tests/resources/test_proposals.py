"""What is proposed for a file that somebody chose: never more than it says, and nothing that lies ahead."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from lscb_site.files.opening import Opening
from resources import proposals
from tests.samples.documents import docx_, pdf, pptx_

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def file(name="scan0002.pdf", *, heading="", begins="", language="", content=None):
    """An upload whose first page is known already."""
    upload = SimpleUploadedFile(name, content or pdf())
    upload.opening = Opening(heading=heading, begins=begins, language=language)
    return upload


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("London child sexual exploitation operating protocol", "protocol"),
        ("MASH information sharing agreement", "agreement"),
        ("Memorandum of understanding with the police", "agreement"),
        ("Annual report 2014", "report"),
        ("Review of the escalation protocol", "report"),
        ("Serious case review: Child F", "report"),
        ("Multi-agency audit of neglect", "report"),
        ("Board minutes, 18 March 2015", "agenda"),
        ("Conference agenda", "agenda"),
        ("Referral form", "form"),
        ("Child protection procedures", "procedure"),
        ("Whistleblowing policy", "procedure"),
        ("A booklet for parents", "guidance"),
        ("Guidance on bruising", "guidance"),
        ("Neglect toolkit", "guidance"),
        ("Thresholds", ""),
        ("Reform of the courts", ""),  # no form
        ("Protocols and what follows", "protocol"),
    ],
)
def test_a_kind_is_read_from_the_title(title, kind):
    assert proposals.kind_for(file(), title) == kind


def test_slides_are_a_presentation_unless_their_title_says_otherwise():
    slides = file("slides.pptx", content=pptx_())
    assert proposals.kind_for(slides, "Learning from reviews in Camden") == "report"
    assert proposals.kind_for(slides, "Thresholds") == "presentation"


@pytest.mark.parametrize(
    ("name", "title", "begins", "told"),
    [
        ("a.pdf", "Protocol, 18 March 2015", "", ("18 March 2015", "its title")),
        ("a.pdf", "Protocol, March 2015", "June 2017", ("March 2015", "its title")),
        ("a.pdf", "Annual report 2014", "", ("2014", "its title")),
        ("a.pdf", "Protocol", "Published on 3 June 2017 by the Board", ("3 June 2017", "its first page")),
        ("a.pdf", "Protocol", "London\nSeptember 2013", ("September 2013", "its first page")),
        ("a.pdf", "Protocol", "18/03/2015", ("18 March 2015", "its first page")),
        ("agenda_2013-09.pdf", "Agenda", "", ("September 2013", "its name")),
        ("agenda 18 March 2015.pdf", "Agenda", "", ("18 March 2015", "its name")),
        ("report-2012.pdf", "Report", "", ("2012", "its name")),
        # Of what lies ahead nothing is in force since then.
        (
            "a.pdf",
            "Protocol",
            "To be reviewed in March 2027. First issued in June 2017.",
            ("June 2017", "its first page"),
        ),
        ("a.pdf", "Plan for 2030", "", None),
        # A financial year is no December, and no year on its own.
        ("report-2011-12.pdf", "Annual report 2011-12", "", None),
        ("report_2013/14.pdf", "Annual report 2013/14", "", None),
        ("minutes-2013-13.pdf", "Minutes", "", None),
        # A day without its year may be any.
        ("a.pdf", "Protocol", "Meeting on 18 March", None),
        ("20150318.pdf", "Protocol", "31 February 2015", None),
        ("a.pdf", "Protocol", "", None),
    ],
)
@time_machine.travel(TODAY)
def test_a_day_is_what_the_title_the_first_page_or_the_name_tells(name, title, begins, told):
    day = proposals.day_for(file(name, begins=begins), title)
    assert (day and (day.words, day.source)) == told


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("scan0002.pdf", "Escalation policy for London", "Escalation policy for London"),
        ("Doc 3 final.pdf", "Escalation policy for London", "Escalation policy for London"),
        ("20150318.pdf", "Escalation policy for London", "Escalation policy for London"),
        ("scan0002.pdf", "", "Scan0002"),
        ("scan0002.pdf", "Hello", "Scan0002"),
        ("escalation-policy_2015.pdf", "Contents of this paper", "Escalation policy 2015"),
    ],
)
def test_a_name_that_says_nothing_gives_way_to_the_first_heading(name, heading, title):
    assert proposals.title_for(file(name, heading=heading)) == title


def test_what_a_file_states_goes_before_its_first_heading():
    stated = file("scan0002.docx", heading="Contents of this paper", content=docx_(title="Escalation policy"))
    assert proposals.title_for(stated) == "Escalation policy"


ENGLISH = (
    "This is the protocol of the Board for children in London, and it is for all of those who work with them as well."
)
POLISH = (
    "To jest protokół dla dzieci w Londynie i dla wszystkich osób, które z nimi pracują każdego dnia w całym mieście."
)


@pytest.mark.parametrize(
    ("begins", "stated", "proposed"),
    [(ENGLISH, "", "en-GB"), (POLISH, "", ""), (ENGLISH, "pl", ""), ("The Board", "", ""), ("", "", "")],
)
def test_english_is_proposed_where_a_file_is_plainly_in_it_and_states_nothing(begins, stated, proposed):
    assert proposals.language_for(Opening(begins=begins, language=stated)) == proposed
