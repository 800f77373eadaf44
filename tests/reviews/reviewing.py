"""To let somebody look after a thing, and to press the button of its screen."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from lscb_site.reviews.models import Review
from lscb_site.reviews.things import thing_of
from tests.factories import BoardFactory


def looked_after(item, **facts):
    kind = ContentType.objects.get_for_model(item)
    return Review.objects.update_or_create(content_type=kind, object_id=item.pk, defaults=facts)[0]


def a_board(**facts):
    return BoardFactory(live=True, kind="partnership", **facts)


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


def press(client, item, button="_checked", **fields):
    address = thing_of(item).address
    seen = client.get(address).context["check_seen"]
    return client.post(address, {"seen": seen, button: "1"} | fields)
