"""A draft and what somebody changed on the live item meanwhile are put together."""

from lscb_site.versions.rebasing import rebased


def data(*rows, **fields):
    return {"fields": {"title": "A", "summary": "S"} | fields, "many": {"topics": [1]}, "parts": {"papers": list(rows)}}


def row(key, label="L", position=0):
    return {"pk": key, "label": label, "position": position}


def test_what_only_one_of_them_changed_is_taken():
    found = rebased(data(title="Mine"), data(), data(summary="Theirs"))
    assert found.data == data(title="Mine", summary="Theirs")
    assert (found.conflicts, found.taken_over) == ([], True)


def test_what_both_changed_stays_the_drafts_and_is_told():
    found = rebased(data(title="Mine"), data(), data(title="Theirs"))
    assert found.data == data(title="Mine")
    assert (found.conflicts, found.taken_over) == ([("fields", None, "title")], False)


def test_what_both_changed_alike_is_no_conflict():
    found = rebased(data(title="Both"), data(), data(title="Both"))
    assert (found.data, found.conflicts, found.taken_over) == (data(title="Both"), [], False)


def test_rows_are_put_together_by_their_keys():
    before = data(row(1), row(2), row(3))
    mine = data(row(1, "Mine"), row(2), row(3), row(-9, "New in the draft"))
    theirs = data(row(1, position=5), row(2), row(4, "New on the live item"))
    found = rebased(mine, before, theirs)
    assert found.data["parts"]["papers"] == [
        row(1, "Mine", 5),
        row(2),
        row(-9, "New in the draft"),
        row(4, "New on the live item"),
    ]
    assert (found.conflicts, found.taken_over) == ([], True)


def test_a_row_that_one_wrote_and_the_other_deleted_is_told():
    before = data(row(1), row(2))
    found = rebased(data(row(1, "Mine")), before, data(row(2, "Theirs")))
    assert found.data["parts"]["papers"] == [row(1, "Mine")]
    assert found.conflicts == [("papers", 1, ""), ("papers", 2, "")]
