"""What editors did on the site of that day, through the admin where the admin does it."""

from datetime import date

from cms.models import PageContent
from django.contrib.auth.models import Group, User
from django.db import transaction

from lscb_contacts.models import ContactPoint
from news.models import Post
from resources.models import Document

with transaction.atomic():
    anna = User.objects.create_user(
        "anna", "anna@example.org", "an old passphrase of hers", is_staff=True, first_name="Anna", last_name="Editor"
    )
    anna.groups.add(Group.objects.get(name="Publisher"))
    post = (
        Post.objects.get(slug="mash-positive-impact")
        if Post.objects.filter(slug="mash-positive-impact").exists()
        else Post.objects.first()
    )
    post.summary = "Changed by an editor before the upgrade."
    post.slug = "renamed-before-the-upgrade"
    post.save()
    made = Post.objects.create(
        title="Written before the upgrade",
        slug="written-before-the-upgrade",
        summary="Words of an editor: zanzibarine.",
        kind="news",
        date=date(2026, 11, 20),
    )
    made.publish()
    draft = Post.objects.create(
        title="A draft from before the upgrade", slug="a-draft", summary="Not public.", date=date(2026, 11, 21)
    )
    gone = Document.objects.get(slug="mash-2015-complex-case-transitions")
    gone.withdraw("It was replaced.", "/resources/")
    point = ContactPoint.objects.filter(authority__slug="brent").exclude(phone="").first()
    point.confirm(date(2026, 11, 20), "MASH manager")
    point.save()
    content = PageContent.objects.get(page__urls__path="about")
    version = content.versions.get().copy(anna)
    version.content.title = "About us, as an editor has it"
    version.content.save()
    version.publish(anna)
