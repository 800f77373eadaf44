"""What somebody leaves, for tests."""

from django.contrib.admin.models import CHANGE

from lscb_site.desk.leaving import Belongings
from lscb_site.editing.history import note


def written_by(person, item):
    note(person.pk, item, CHANGE, "Changed Title.")
    return item


def titles_of(person):
    return {thing.title for part in Belongings(person).parts for thing in part.things}
