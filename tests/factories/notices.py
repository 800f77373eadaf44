from datetime import timedelta

import factory
from django.utils import timezone

from lscb_site.notices.models import Notice
from tests.factories.publishing import PublishableFactory


class NoticeFactory(PublishableFactory):
    class Meta:
        model = Notice

    title = factory.Sequence("Notice {}".format)
    text = "What to do now."
    publish_until = factory.LazyFunction(lambda: timezone.now() + timedelta(days=9))
