"""What a migration makes of rows that were there before it."""

from importlib import import_module

import pytest
from django.apps import apps

from resources.models import PrivateFinding
from tests.factories import PrivateFindingFactory


@pytest.mark.django_db
def test_a_finding_of_before_is_of_the_bytes_that_its_file_has():
    one, other = PrivateFindingFactory(), PrivateFindingFactory(file__content=b"%PDF-1.7 other")
    PrivateFinding.objects.update(of_sha256="")
    import_module("resources.migrations.0008_findings_of_bytes").name_the_bytes(apps, None)
    found = dict(PrivateFinding.objects.values_list("pk", "of_sha256"))
    assert found == {one.pk: one.file.sha256, other.pk: other.file.sha256}
    assert len(set(found.values())) == 2
