"""News, documents and pages say what is known, and nothing that is not."""

import re
from datetime import date

import pytest

from tests.content.facts import CONFERENCE_2014, NEWS, NEWS_FACTS, PAGES, TALKS
from tests.content.starting_content import (
    ALL_POSTS,
    DEMONSTRATION,
    DOCUMENTS,
    NEWS_POSTS,
    PAGE_TEXTS,
    everything,
    files,
    table,
    texts,
)

NEWS_KINDS = {"news", "conference", "launch", "report", "guidance"}
DOCUMENT_KINDS = {"protocol", "agreement", "guidance", "report", "agenda", "presentation", "procedure", "form"}
FILE_ROLES = {"main", "summary", "appendix", "paper"}
PRECISIONS = {"day", "month", "year"}


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
    months = [date(2015, month, 1).strftime("%B") for month in range(1, 13)]
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
    assert "more significant" in paragraph
    assert "excellent example" in paragraph
    assert "Chair" in paragraph
    assert "Cheryl Coppell" in post["note"]
    others = [part for part in post.content.split("\n\n") if "Ian Smith" in part]
    assert len(others) == 1
    assert "excellent" not in others[0]
    assert "significant" not in others[0]


def test_the_number_of_hubs_is_never_one_figure_alone():
    text = everything(NEWS_POSTS["mash-positive-impact"])
    assert "28 of London’s 33 boroughs" in text
    assert "26 hubs" in text
    for name, post in {**NEWS_POSTS, **DOCUMENTS, **PAGE_TEXTS}.items():
        text = everything(post)
        figures = {each for each in ("28", "26") if re.search(rf"\b{each}\b(?=[^.]*\b(?:hub|borough))", text)}
        assert figures in (set(), {"28", "26"}), name


def test_the_act_is_the_care_act_2014():
    for post in ALL_POSTS:
        for sentences in re.findall(r"[^.]*Care Act 2015[^.]*\.[^.]*", everything(post)):
            assert "Care Act 2014" in sentences  # the old page's slip is named only where it is put right


def test_one_name_for_the_conference_of_2014():
    for post in ALL_POSTS:
        text = everything(post)
        assert "2014 London Safeguarding Children Conference" not in text
        assert "Safeguarding London’s Children" not in text
        assert text.count("2014 London") == text.count(CONFERENCE_2014) + text.count("2014 London Councils")


def test_mash_is_written_one_way():
    for post in ALL_POSTS:
        assert "Mash " not in post.content
        assert "Mash" not in str(post.get("title"))
        assert "Mash" not in str(post.get("summary"))


# Shape


def test_slugs_match_file_names():
    assert all(post["slug"] == name for name, post in DOCUMENTS.items())
    assert [name[3:] for name in texts("news")] == list(NEWS_POSTS)
    assert {name: post["slug"] for name, post in PAGE_TEXTS.items()} == {
        name: "" if name == "home" else name for name in PAGES
    }


def test_values_are_among_those_agreed():
    for post in NEWS_POSTS.values():
        assert post["kind"] in NEWS_KINDS
        assert post["date_precision"] in PRECISIONS
        assert len(post["summary"]) <= 250
        assert isinstance(post["papers_to_follow"], bool)
        assert ("event" in post) == (post["kind"] == "conference")
    for post in DOCUMENTS.values():
        assert post["kind"] in DOCUMENT_KINDS
        assert isinstance(post["featured"], bool)
        assert post["summary"]
        assert all(edition["date_precision"] in PRECISIONS for edition in post["editions"])
    assert all(file["role"] in FILE_ROLES and file["title"] for file in files())


def test_every_slug_that_is_referred_to_exists():
    for post in NEWS_POSTS.values():
        wanted = {entry["slug"] for entry in post["documents"]} | {session["document"] for session in post["sessions"]}
        assert wanted <= set(DOCUMENTS)
    known = {name: {row["slug"] for row in table(name)} for name in ("topics", "audiences", "publishers")}
    for post in DOCUMENTS.values():
        assert set(post["topics"]) <= known["topics"]
        assert set(post["audiences"]) <= known["audiences"]
        assert post["publisher"] is None or post["publisher"] in known["publishers"]
        assert post["succeeded_by"] is None or post["succeeded_by"] in DOCUMENTS
    for post in PAGE_TEXTS.values():
        assert post["parent"] is None or post["parent"] in PAGES
        assert set(re.findall(r"topic=([\w-]+)", post.content)) <= known["topics"]
        assert set(re.findall(r"kind=([\w-]+)", post.content)) <= DOCUMENT_KINDS


def test_links_lead_to_pages_that_exist():
    pages_of_documents = [f"resources/{slug}" for slug in DOCUMENTS]
    for post in ALL_POSTS:
        for target in re.findall(r"\]\((/[^)]*)\)", post.content):
            path = target.split("?")[0]
            known = [*PAGES, *pages_of_documents, *(f"news/{slug}" for slug in NEWS_POSTS)]
            sections = ("/contacts/", "/resources/", "/follow/", "/.well-known/security.txt")
            assert path in sections or path.strip("/") in known


def test_bodies_start_at_the_second_level_and_keep_the_voice():
    for post in ALL_POSTS:
        assert not re.search(r"^# ", post.content, re.M)
        assert "!" not in post.content
        assert "click here" not in post.content.lower()
        assert not re.search(r"[●•▪\ufffd]", post.content)


def test_plugin_markers_are_known_and_alone_on_their_line():
    names = {
        "alert",
        "call_to_action",
        "contact_finder",
        "documents",
        "first_steps",
        "helplines",
        "latest_news",
        "owner_contact",
        "quick_exit",
        "site_map",
    }
    for post in PAGE_TEXTS.values():
        for line in post.content.splitlines():
            if "{{" in line:
                match = re.fullmatch(r"\{\{ (\w+):? ?.*\}\}", line)
                assert match
                assert match[1] in names


# Honesty about editions and the Board


def test_the_cse_protocol_is_never_shown_as_current():
    protocol = DOCUMENTS["london-cse-operating-protocol"]
    assert [(e["number"], str(e["effective_date"])[:7]) for e in protocol["editions"]] == [
        (1, "2014-02"),
        (2, "2015-03"),
        (3, "2017-06"),
    ]
    assert protocol["editions"][2]["files"][0]["demonstration"] is None
    assert protocol["succeeded_by"] == "london-child-exploitation-operating-protocol"
    follower = DOCUMENTS[protocol["succeeded_by"]]
    assert [file["demonstration"] for file in follower["editions"][0]["files"]] == [None]


def test_the_procedures_have_no_edition_here():
    assert DOCUMENTS["london-child-protection-procedures"]["editions"] == []


@pytest.mark.parametrize(
    ("page", "facts"),
    list(
        {
            "about": ["September 2019", "freedom of information", "© London Safeguarding Children Board"],
            "procedures": ["31 March", "30 September", "list of amendments"],
            "mash": ["Devon County Council", "2011", 'url="/contacts/"'],
            "worried": ["call 999", "0800 1111", "{{ first_steps }}"],
            "accessibility": [
                "Regulations 2018",
                "2.2, level AA",
                "Equality and Human Rights Commission",
                "axe-core",
                "23 November 2026",
                "last tested on 26 November 2026",
            ],
            "terms": ["© Crown copyright", "National Statistics", "Open Government Licence v3.0", "geofacet"],
        }.items()
    ),
)
def test_a_page_carries_its_facts(page, facts):
    assert not [fact for fact in facts if fact not in PAGE_TEXTS[page].content]


@pytest.mark.parametrize("page", ["about", "accessibility", "privacy", "terms"])
def test_how_to_reach_the_board_is_said_by_its_own_block(page):
    """Which admits that there is no way yet, until an Administrator gives one."""
    assert "{{ owner_contact }}" in PAGE_TEXTS[page].content.splitlines()
    assert "office address" not in PAGE_TEXTS[page].content
