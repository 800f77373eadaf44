"""The starting content says what is known, and nothing that is not.

The expected values are a copy of the facts that were gathered for the site, so that a slip of the pen in the content shows here.
"""

import csv
import re
from datetime import date
from pathlib import Path

import frontmatter
import pytest

CONTENT = Path(__file__).resolve().parents[2] / "lscb_site" / "content"
DEMONSTRATION = CONTENT / "demonstration"

NEWS_KINDS = {"news", "conference", "launch", "report", "guidance"}
DOCUMENT_KINDS = {"protocol", "agreement", "guidance", "report", "agenda", "presentation", "procedure", "form"}
FILE_ROLES = {"main", "summary", "appendix", "paper"}
PRECISIONS = {"day", "month", "year"}
PURPOSES = {"front_door", "out_of_hours", "professionals"}
CONFERENCE_2014 = "2014 London Children’s Safeguarding Conference"

# slug | GSS code | column and row on the tile map | front door | out of hours
DIRECTORY = """
city-of-london | E09000001 | 5 4 | 020 7332 3621 | 020 8356 2710
barking-and-dagenham | E09000002 | 8 4 | 020 8227 3811 |
barnet | E09000003 | 4 2 | 020 8359 4066 |
bexley | E09000004 | 8 5 | 020 3045 5440 | 020 8303 7777
brent | E09000005 | 3 3 | 020 8937 4300 | 020 8359 2000
bromley | E09000006 | 6 6 | 020 8461 7373 | 0300 303 8671
camden | E09000007 | 4 3 | 020 7974 3317 | 020 7974 4444
croydon | E09000008 | 5 6 | 020 8255 2888 |
ealing | E09000009 | 2 3 | 020 8825 8000 |
enfield | E09000010 | 5 1 | 020 8379 5555 | 020 8379 1000
greenwich | E09000011 | 7 5 | 020 8921 3172 | 020 8854 8888
hackney | E09000012 | 6 3 | 020 8356 5500 | 020 8356 2710
hammersmith-and-fulham | E09000013 | 2 4 | 020 8753 6600 | 020 8748 8588
haringey | E09000014 | 5 2 | 020 8489 4470 | 020 8489 0000
harrow | E09000015 | 3 2 | 020 8901 2690 | 020 8424 0999
havering | E09000016 | 8 3 | |
hillingdon | E09000017 | 1 3 | 01895 556006 |
hounslow | E09000018 | 1 4 | 020 8583 6600 | 020 8583 2222
islington | E09000019 | 5 3 | 020 7527 7400 |
kensington-and-chelsea | E09000020 | 3 4 | 020 7361 3013 | 020 7373 2227
kingston-upon-thames | E09000021 | 3 6 | 020 8547 5008 | 020 8770 5000
lambeth | E09000022 | 4 5 | 020 7926 5555 | 020 7926 5555
lewisham | E09000023 | 6 5 | 020 8314 6660 | 020 8314 6000
merton | E09000024 | 4 6 | 020 8545 4226 | 020 8770 5000
newham | E09000025 | 7 4 | 020 3373 4600 | 020 8430 2000
redbridge | E09000026 | 7 3 | 020 8708 3885 | 020 8708 5897
richmond-upon-thames | E09000027 | 2 5 | 020 8547 5008 | 020 8770 5000
southwark | E09000028 | 5 5 | 020 7525 1921 | 020 7525 5000
sutton | E09000029 | 4 7 | 020 8770 6001 | 020 8770 5000
tower-hamlets | E09000030 | 6 4 | 020 7364 5006 | 020 7364 4079
waltham-forest | E09000031 | 6 2 | 020 8496 2310 | 020 8496 3000
wandsworth | E09000032 | 3 5 | 020 8871 6622 | 020 8871 6000
westminster | E09000033 | 4 4 | 020 7641 4000 | 020 7641 6000
"""
PROFESSIONALS = {
    "brent": "020 8937 2228",
    "hammersmith-and-fulham": "020 8753 6610",
    "haringey": "020 8489 4533",
}
EMAILS = {
    "city-of-london": "children.duty@cityoflondon.gov.uk",
    "barnet": "mash@barnet.gov.uk",
    "camden": "LBCMASHadmin@camden.gov.uk",
    "enfield": "ChildrensMash@enfield.gov.uk",
    "hackney": "MASH@hackney.gov.uk",
    "islington": "csctreferrals@islington.gov.uk",
    "lewisham": "mashagency@lewisham.gov.uk",
    "redbridge": "CPAT.referrals@redbridge.gov.uk",
    "tower-hamlets": "Mash@towerhamlets.gov.uk",
    "waltham-forest": "MASHrequests@walthamforest.gov.uk",
}
HELPLINES = {"nspcc": "0808 800 5000", "childline": "0800 1111"}
# Contradicted, misprinted, replaced, unverified or for adults only: the last digits are enough to know them by.
REJECTED = """7264000 7266000 2260992 3733227 433222 433999 6490418 6490419 6490420 8917969 7442442 5833300 9212267 4617379 4617026
5454227 556633""".split()
# slug, kind, date, precision, title: newest first, the order of the Board's old page.
NEWS = [
    ("london-mash-conference-2015", "conference", "2015-06-19", "day", "The London MASH Conference"),
    ("london-cse-operating-protocol-2nd-edition", "launch", "2015-03-18", "day",
     "Launch of The London Child Sexual Exploitation Operating Protocol, 2nd Edition"),
    ("london-childrens-safeguarding-conference-2014", "conference", "2014-12-08", "day", CONFERENCE_2014),
    ("tackling-child-sexual-exploitation-study", "report", "2014-01-01", "year",
     "Tackling Child Sexual Exploitation: A Study of Current Practice in London"),
    ("mash-positive-impact", "report", "2013-12-17", "day", "MASH having a positive impact on child protection in London"),
    ("making-mash-fit-for-london", "conference", "2013-11-13", "day", "Making MASH Fit for London"),
    ("mash-information-sharing-advice", "guidance", "2013-09-01", "month", "Updated MASH information sharing advice issued"),
]  # fmt: skip
NEWS_FACTS = {
    "london-mash-conference-2015": ["Care Act 2014", "Early Help", "information sharing protocol was launched", "contact list for every MASH"],
    "london-cse-operating-protocol-2nd-edition": ["Wednesday 18 March 2015", "Monday 3 February 2014", "Metropolitan Police Service",
                                                  "Chair of the Local Safeguarding Children Boards", "prosecution and disruption", "June 2017", "2021"],
    "london-childrens-safeguarding-conference-2014": ["Monday 8 December 2014", "Over 250 delegates", "£150 plus VAT", "£100 plus VAT",
                                                      "Queen Elizabeth II Conference Centre, Westminster, London SW1P 3EE"],
    "tackling-child-sexual-exploitation-study": ["30 London boroughs", "eight semi-structured interviews", "autumn 2013", "October and November 2013",
                                                 "University of Bedfordshire", "London Councils", "local scoping"],
    "mash-positive-impact": ["2.5 days", "1.25 days", "four and a half", "two and a half", "five local authority areas", "Devon County Council", "2011",
                             "Cheryl Coppell", "Ian Smith", "Lewisham", "University of Greenwich", "would not otherwise have come to notice"],
    "making-mash-fit-for-london": ["Wednesday 13 November 2013", "London MASH partnership"],
    "mash-information-sharing-advice": ["September 2013", "consent", "rollout schedule"],
}  # fmt: skip
TALKS = {
    "Demonstrating Value": "Alison Renouf",
    "MASH and the Commissioning of Early Help": "Jonathan Wade, Wendy Williams",
    "Successfully Implementing an Adult & Childrens MASH": "Kathy Bundred",
    "Complex Case Transitions": "Mary Wynne, Prue Grimshaw",
    "Working Together to Prevent and Disrupt CSE": "Chris Smart",
    "Sharing Intelligence in the MASH": "Claire Mumby",
}
PAGES = "home about procedures mash worried terms privacy cookies accessibility site-map".split()


def table(name):
    with open(CONTENT / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(folder):
    return {path.stem: frontmatter.load(path, encoding="utf-8") for path in sorted((CONTENT / folder).glob("*.md"))}


def everything(post):
    """The front matter and the body as one run of text."""
    return re.sub(r"\s+", " ", f"{post.metadata} {post.content}").replace("\\u2019", "’")


def directory():
    for line in DIRECTORY.strip().splitlines():
        yield [cell.strip() for cell in line.split("|")]


NEWS_POSTS = {post["slug"]: post for post in texts("news").values()}
DOCUMENTS = texts("documents")
PAGE_TEXTS = texts("pages")
ALL_POSTS = [*NEWS_POSTS.values(), *DOCUMENTS.values(), *PAGE_TEXTS.values()]


def files():
    for post in DOCUMENTS.values():
        for edition in post["editions"]:
            yield from edition["files"]


def demonstration_files():
    return sorted(path.name for path in DEMONSTRATION.iterdir() if path.suffix in {".pdf", ".docx", ".pptx"})


# The directory


@pytest.mark.parametrize("slug, gss_code, tile, front_door, out_of_hours", list(directory()))
def test_an_authority_keeps_its_code_its_tile_and_its_numbers(slug, gss_code, tile, front_door, out_of_hours):
    authority = next(row for row in table("authorities") if row["slug"] == slug)
    assert (authority["gss_code"], f"{authority['col']} {authority['row']}") == (gss_code, tile)
    phones = {(row["purpose"], row["phone"]) for row in table("contact_points") if row["authority"] == slug}
    expected = {("front_door", front_door), ("out_of_hours", out_of_hours), ("professionals", PROFESSIONALS.get(slug, ""))}
    assert phones == {pair for pair in expected if pair[1] or pair[0] == "front_door"}


def test_there_are_thirty_three_authorities_each_with_its_own_tile():
    rows = table("authorities")
    assert [row["gss_code"] for row in rows] == [f"E09{number:06}" for number in range(1, 34)]
    assert len({(row["col"], row["row"]) for row in rows}) == len({row["slug"] for row in rows}) == 33
    assert all(row["council_url"].startswith("http") and row["police_unit"] for row in rows)


def test_email_addresses_are_exact_and_belong_to_the_front_door():
    found = {row["authority"]: row["email"] for row in table("contact_points") if row["email"]}
    assert found == EMAILS
    assert all(row["purpose"] == "front_door" for row in table("contact_points") if row["email"])


def test_every_number_has_a_source_and_a_name_and_a_known_purpose():
    known = {row["slug"] for row in table("authorities")}
    for row in table("contact_points"):
        assert row["authority"] in known and row["purpose"] in PURPOSES and row["name"]
        assert not row["phone"] or (row["source"] and row["source_as_of"])
        assert row["phone"] or (row["web"] and row["note"])


def test_hours_are_given_only_where_a_page_stated_them():
    assert {row["authority"] for row in table("contact_points") if row["hours"]} == {"lambeth"}
    assert "hours" not in table("helplines")[0]


def test_no_rejected_number_is_printed_in_any_text():
    for path in [*CONTENT.glob("*.csv"), *CONTENT.glob("*/*.md"), *DEMONSTRATION.glob("sources/*.md")]:
        digits = re.sub(r"(?<=\d)[ \-/](?=\d)", "", path.read_text(encoding="utf-8"))
        assert not [number for number in REJECTED if number in digits], path.name


@pytest.mark.parametrize("slug", ["croydon", "islington"])
def test_a_contradicted_night_number_is_left_out_and_the_note_says_why(slug):
    rows = [row for row in table("contact_points") if row["authority"] == slug]
    assert [row["purpose"] for row in rows] == ["front_door"]
    assert "left out" in rows[0]["note"] and "contradict" in rows[0]["note"]


def test_boards_cover_every_authority_and_shared_boards_are_shared():
    boards = {row["slug"]: row for row in table("boards")}
    covered = [slug for row in boards.values() for slug in row["authorities"].split(";")]
    assert sorted(covered) == sorted(row["slug"] for row in table("authorities"))
    shared = {tuple(row["authorities"].split(";")) for row in boards.values() if ";" in row["authorities"]}
    assert shared == {("city-of-london", "hackney"), ("hammersmith-and-fulham", "kensington-and-chelsea", "westminster")}
    assert len(boards) == 30
    for slug in ("kingston-upon-thames", "richmond-upon-thames"):
        assert "one chair" in boards[slug]["note"]


def test_helplines_are_exact():
    assert {row["slug"]: row["phone"] for row in table("helplines")} == HELPLINES


def test_every_phone_number_in_a_text_is_one_of_the_helplines():
    for post in ALL_POSTS:
        for number in re.findall(r"\b0[\d ]{8,}\d\b", post.content):
            assert number in HELPLINES.values()


# The news


def test_news_keeps_the_order_titles_kinds_and_dates_of_the_old_page():
    found = [(p["slug"], p["kind"], str(p["date"]), p["date_precision"], p["title"]) for p in NEWS_POSTS.values()]
    assert found == NEWS
    assert found == sorted(found, key=lambda item: item[2], reverse=True)


@pytest.mark.parametrize("slug", NEWS_FACTS)
def test_a_news_item_carries_its_facts(slug):
    text = everything(NEWS_POSTS[slug])
    assert not [fact for fact in NEWS_FACTS[slug] if fact not in text]


def test_weekdays_match_their_dates():
    months = "January February March April May June July August September October November December".split()
    pattern = rf"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (\d+) ({'|'.join(months)}) (\d{{4}})"
    sources = [path.read_text(encoding="utf-8") for path in DEMONSTRATION.glob("sources/*.md")]
    for text in [*map(everything, ALL_POSTS), *sources]:
        for weekday, day, month, year in re.findall(pattern, text):
            assert date(int(year), months.index(month) + 1, int(day)).strftime("%A") == weekday + "day"


def test_the_2015_conference_names_every_talk_and_speaker():
    sessions = NEWS_POSTS["london-mash-conference-2015"]["sessions"]
    assert {session["title"]: session["speakers"] for session in sessions} == TALKS
    for session in sessions:
        document = DOCUMENTS[session["document"]]
        assert document["title"] == session["title"]
        assert session["speakers"].replace(", ", " and ") in document["summary"]


def test_the_loose_quotations_are_given_to_cheryl_coppell():
    post = NEWS_POSTS["mash-positive-impact"]
    paragraph = next(part for part in post.content.split("\n\n") if part.startswith("Cheryl Coppell"))
    assert "more significant" in paragraph and "excellent example" in paragraph and "Chair" in paragraph
    assert "belong to Cheryl Coppell" in post["note"]
    others = [part for part in post.content.split("\n\n") if "Ian Smith" in part]
    assert len(others) == 1 and "excellent" not in others[0] and "significant" not in others[0]


def test_the_lost_number_of_boroughs_stays_lost():
    text = everything(NEWS_POSTS["mash-positive-impact"])
    assert "28" not in text and "figure was lost" in text
    assert not re.search(r"\b(\d+|[a-z]+teen|twenty[\w-]*|thirty[\w-]*) (of|out of) (33|the 33|thirty-three)\b", text)


def test_the_act_is_the_care_act_2014():
    for post in ALL_POSTS:
        text = everything(post)
        assert text.count("Care Act 2015") == text.count("named the “Care Act 2015”. The Act is the Care Act 2014")


def test_one_name_for_the_conference_of_2014():
    for post in ALL_POSTS:
        text = everything(post)
        assert "2014 London Safeguarding Children Conference" not in text
        assert "Safeguarding London’s Children" not in text
        assert text.count("2014 London") == text.count(CONFERENCE_2014) + text.count("2014 London Councils")


def test_mash_is_written_one_way():
    for post in ALL_POSTS:
        assert "Mash " not in post.content and "Mash" not in str(post.get("title")) and "Mash" not in str(post.get("summary"))


# Shape


def test_slugs_match_file_names():
    assert all(post["slug"] == name for name, post in DOCUMENTS.items())
    assert [name[3:] for name in texts("news")] == list(NEWS_POSTS)
    assert {name: post["slug"] for name, post in PAGE_TEXTS.items()} == {name: "" if name == "home" else name for name in PAGES}


def test_values_are_among_those_agreed():
    for post in NEWS_POSTS.values():
        assert post["kind"] in NEWS_KINDS and post["date_precision"] in PRECISIONS and len(post["summary"]) <= 250
        assert isinstance(post["papers_to_follow"], bool) and ("event" in post) == (post["kind"] == "conference")
    for post in DOCUMENTS.values():
        assert post["kind"] in DOCUMENT_KINDS and isinstance(post["featured"], bool) and post["summary"]
        assert all(edition["date_precision"] in PRECISIONS for edition in post["editions"])
    assert all(file["role"] in FILE_ROLES and file["title"] for file in files())


def test_every_slug_that_is_referred_to_exists():
    for post in NEWS_POSTS.values():
        wanted = {entry["slug"] for entry in post["documents"]} | {session["document"] for session in post["sessions"]}
        assert wanted <= set(DOCUMENTS)
    known = {name: {row["slug"] for row in table(name)} for name in ("topics", "audiences", "publishers")}
    for post in DOCUMENTS.values():
        assert set(post["topics"]) <= known["topics"] and set(post["audiences"]) <= known["audiences"]
        assert post["publisher"] is None or post["publisher"] in known["publishers"]
        assert post["succeeded_by"] is None or post["succeeded_by"] in DOCUMENTS
    for post in PAGE_TEXTS.values():
        assert post["parent"] is None or post["parent"] in PAGES
        assert set(re.findall(r"topic=([\w-]+)", post.content)) <= known["topics"]
        assert set(re.findall(r"kind=([\w-]+)", post.content)) <= DOCUMENT_KINDS


def test_links_lead_to_pages_that_exist():
    for post in ALL_POSTS:
        for target in re.findall(r"\]\((/[^)]*)\)", post.content):
            assert target == "/contacts/" or target.strip("/") in PAGES


def test_bodies_start_at_the_second_level_and_keep_the_voice():
    for post in ALL_POSTS:
        assert not re.search(r"^# ", post.content, re.M)
        assert "!" not in post.content and "click here" not in post.content.lower()
        assert not re.search(r"[●•▪\ufffd]", post.content)


def test_plugin_markers_are_known_and_alone_on_their_line():
    names = "alert latest_news documents contact_finder call_to_action helplines site_map".split()
    for post in PAGE_TEXTS.values():
        for line in post.content.splitlines():
            if "{{" in line:
                match = re.fullmatch(r"\{\{ (\w+):? ?.*\}\}", line)
                assert match and match[1] in names


# Honesty about editions and the Board


def test_the_cse_protocol_is_never_shown_as_current():
    protocol = DOCUMENTS["london-cse-operating-protocol"]
    assert [(e["number"], str(e["effective_date"])[:7]) for e in protocol["editions"]] == [(1, "2014-02"), (2, "2015-03"), (3, "2017-06")]
    assert protocol["editions"][2]["files"][0]["demonstration"] is None
    assert protocol["succeeded_by"] == "london-child-exploitation-operating-protocol"
    follower = DOCUMENTS[protocol["succeeded_by"]]
    assert [file["demonstration"] for file in follower["editions"][0]["files"]] == [None]


def test_the_procedures_have_no_edition_here():
    assert DOCUMENTS["london-child-protection-procedures"]["editions"] == []


@pytest.mark.parametrize(
    "page, facts",
    list(
        {
            "about": ["September 2019", "freedom of information", "© London Safeguarding Children Board"],
            "procedures": ["31 March", "30 September", "list of amendments"],
            "mash": ["Devon County Council", "2011", 'url="/contacts/"'],
            "worried": ["Call 999", "0800 1111", "{{ helplines }}", "{{ contact_finder }}"],
            "accessibility": ["Regulations 2018", "2.2, level AA", "Equality and Human Rights Commission", "axe-core", "23 November 2026"],
            "terms": ["© Crown copyright", "Royal Mail", "Open Government Licence v3.0", "geofacet"],
        }.items()
    ),
)
def test_a_page_carries_its_facts(page, facts):
    assert not [fact for fact in facts if fact not in PAGE_TEXTS[page].content]


@pytest.mark.parametrize("page", ["about", "accessibility", "privacy", "terms"])
def test_the_unknown_office_address_is_admitted(page):
    assert "The Board’s office address is not yet on this site. Your local board can ask on your behalf." in PAGE_TEXTS[page].content
