"""Whatever stands on a screen of the admin: dates and times in the house's form, no words of programmers, headings in
their order, and no table with an empty head.

Every list, and of its first row the form, the history and the question before it is deleted, on the Board's content.
"""

import re
from itertools import pairwise

import pytest
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, reverse
from lxml import html

pytestmark = pytest.mark.slow

SCREENS = ("changelist", "change", "history", "delete", "add")
MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
OTHER_FORMS = {
    "another form of a time": re.compile(r"\d (?:a|p)\.m\.|\bnoon\b|\bmidnight,|\b\d\d:\d\d:\d\d\b"),
    "another form of a date": re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\.? 20\d\d|\b(?:{MONTHS})\.? \d{{1,2}}, 20\d\d"),
    "a word of programmers": re.compile(
        r"\w+-\w+ relationship|\w+ object \(\d+\)|\bplugin|\bplaceholder\b|\bEN-GB\b|Correlation ID"
        r"|\bLog ?(?:in|out)\b",
        re.IGNORECASE,
    ),
}
# What is not the editors' business: only an administrator opens these, and their words are the libraries' own.
THEIRS = {"django_tasks_database.DBTaskResult"}

# What is not ours to mend: its entry in docs/upstream.md, where it stands, and how it begins.
UPSTREAM = [
    ("filer-empty-head", "/admin/filer/folder/", "empty head"),
    ("tree-skips-a-heading", "/admin/cms/page", "h3 after h1"),
]


def addresses():
    for model in admin.site._registry:
        row = model._base_manager.first()
        for screen in SCREENS:
            arguments = [] if screen in ("changelist", "add") else [row and row.pk]
            try:
                name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{screen}"
                if arguments != [None] and model._meta.label not in THEIRS:
                    yield reverse(name, args=arguments)
            except NoReverseMatch:
                continue


def faults_of_form(answer):
    """Of its headings and tables. A table of rows in a form is Django's, and static/js/modules mends its corner."""
    tree = html.fromstring(answer.text)
    levels = [int(each.tag[1]) for each in tree.xpath("//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
    yield from (f"h{after} after h{before}" for before, after in pairwise(levels) if after > before + 1)
    for head in tree.xpath("//th[not(ancestor::*[contains(@class, 'tabular')])]"):
        if not (head.text_content().strip() or head.xpath(".//*[@aria-label or @alt]")):
            yield f"empty head: {html.tostring(head)}"


def is_upstream(address, fault) -> bool:
    return any(address.startswith(place) and fault.startswith(beginning) for _, place, beginning in UPSTREAM)


def words_of(answer) -> str:
    """What is read on the screen: not its scripts, and not what somebody typed."""
    tree = html.fromstring(answer.text)
    for hidden in tree.xpath("//script | //style | //textarea | //template"):
        hidden.drop_tree()
    return re.sub(r"\s+", " ", tree.text_content())


@pytest.mark.django_db
def test_every_screen_says_dates_in_one_form_and_plain_words(loaded_site, administrator, administrator_client):
    for model in admin.site._registry:  # so that there is a history to look at
        if row := model._base_manager.first():
            kind = ContentType.objects.get_for_model(model)
            LogEntry.objects.create(user=administrator, content_type=kind, object_id=row.pk, action_flag=CHANGE)
    administrator.groups.add(Group.objects.first())
    seen, found = 0, []
    for address in [*addresses(), "/admin/"]:
        answer = administrator_client.get(address, follow=True)
        if answer.status_code == 200 and "html" in answer.headers["Content-Type"]:
            words, seen = words_of(answer), seen + 1
            found += [(address, kind, each) for kind, form in OTHER_FORMS.items() for each in form.findall(words)]
            found += [(address, "form", each) for each in faults_of_form(answer) if not is_upstream(address, each)]
    assert seen > 100
    assert found == [], found


@pytest.mark.django_db
def test_what_a_deletion_takes_along_is_said_in_words(loaded_site, administrator_client):
    topic = ContentType.objects.get(app_label="resources", model="topic").model_class().objects.first()
    words = words_of(administrator_client.get(f"/admin/resources/topic/{topic.pk}/delete/"))
    document = topic.documents.first()
    assert f"Link from document to topic: {document} – {topic}" in words
    assert f"Links from documents to topics: {topic.documents.count()}" in words
