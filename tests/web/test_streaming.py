"""Lists that are sent while they are made."""

import json

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from lscb_site.web.spreadsheets import csv_lists
from lscb_site.web.streaming import JSON, in_parts, json_list

PARTS = {
    "none": [],
    "one that is empty": [[]],
    "one": [[{"a": "é\n", "b": None}, {"a": '"', "b": 1}]],
    "several": [[{"a": 1}], [{"a": 2}, {"a": 3}], [{"a": 4}]],
    "several, some of them empty": [[], [{"a": 1}], [], [{"a": 2}], []],
}


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_a_list_in_parts_is_the_list(parts):
    whole = {"items": [item for part in parts for item in part]}
    texts = list(json_list("items", parts))
    assert "".join(texts) == json.dumps(whole, ensure_ascii=False)
    assert len(texts) == max(1, len(parts))


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
def test_a_table_in_parts_has_its_columns_once(parts):
    rows = [row for part in parts for row in part]
    (whole,) = csv_lists(["a", "b"], [rows])
    assert whole.startswith("\ufeffa,b\r\n")
    assert "".join(csv_lists(["a", "b"], parts or [[]])) == whole


def counted(made, parts, fault_at=None):
    for number in range(parts):
        if number == fault_at:
            raise ValueError("a row that cannot be told")
        made.append(number)
        yield f"part {number} "


def test_one_part_is_an_answer_as_any_other():
    answer = in_parts(iter(["whole"]), JSON, {"X-Of": "a list"})
    assert type(answer) is HttpResponse
    assert (answer.content, answer.headers["Content-Type"], answer.headers["X-Of"]) == (b"whole", JSON, "a list")


def test_a_part_is_made_when_those_before_it_are_on_their_way():
    made = []
    answer = in_parts(counted(made, 5), JSON)
    assert type(answer) is StreamingHttpResponse
    assert made == [0, 1]
    assert b"".join(answer) == b"part 0 part 1 part 2 part 3 part 4 "


def test_a_fault_at_the_beginning_is_one_of_the_view():
    with pytest.raises(ValueError, match="cannot be told"):
        in_parts(counted([], 5, fault_at=1), JSON)


def test_a_fault_on_the_way_breaks_the_answer_off():
    parts = iter(in_parts(counted([], 5, fault_at=3), JSON))
    assert [next(parts) for _ in range(3)] == [b"part 0 ", b"part 1 ", b"part 2 "]
    with pytest.raises(ValueError, match="cannot be told"):
        next(parts)
