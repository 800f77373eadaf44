from tests.upgrades.landed import present, record


def test_no_migration_that_has_landed_was_edited_or_taken_away():
    landed, there = record(), present()
    assert [path for path, digest in landed.items() if there.get(path) != digest] == [], "Add another migration."


def test_every_migration_is_in_the_record():
    assert present().keys() - record().keys() == set(), "Run python -m tests.upgrades.landed, and commit its record."
