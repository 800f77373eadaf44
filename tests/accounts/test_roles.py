import pytest
from django.contrib.auth.models import Group

from lscb_site.accounts.roles import Role, make_groups, permissions_of
from tests.factories import (
    AdministratorFactory,
    EditorFactory,
    PublisherFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_migrate_made_a_group_for_every_role():
    assert set(Group.objects.values_list("name", flat=True)) == {"Editor", "Publisher", "Administrator"}


def test_a_second_run_changes_nothing_and_takes_back_what_was_added_by_hand():
    editors = Group.objects.get(name=Role.EDITOR)
    before = set(editors.permissions.values_list("pk", flat=True))
    administrators = Group.objects.get(name=Role.ADMINISTRATOR)
    editors.permissions.set(administrators.permissions.all())

    make_groups()

    assert set(editors.permissions.values_list("pk", flat=True)) == before
    assert Group.objects.count() == 3


def test_each_role_can_do_what_the_one_before_can():
    editor, publisher, administrator = (permissions_of(role) for role in Role)
    assert editor < publisher < administrator


@pytest.mark.parametrize(
    ("factory", "may", "may_not"),
    [
        (
            EditorFactory,
            ["news.add_post", "resources.change_document", "lscb_contacts.change_contactpoint", "cms.change_page"],
            [
                "news.publish_post",
                "resources.publish_edition",
                "cms.publish_page",
                "cms.delete_page",
                "lscb_contacts.view_helpline",
                "auth.view_user",
            ],
        ),
        (
            PublisherFactory,
            [
                "news.publish_post",
                "resources.publish_edition",
                "cms.publish_page",
                "lscb_contacts.publish_board",
                "redirects.add_redirect",
            ],
            ["lscb_contacts.change_helpline", "auth.view_user", "redirects.delete_redirect"],
        ),
        (
            AdministratorFactory,
            ["news.publish_post", "lscb_contacts.change_helpline", "auth.change_user", "redirects.add_redirect"],
            ["auth.change_group", "auth.delete_user", "admin.delete_logentry", "auditlog.delete_logentry"],
        ),
    ],
)
def test_a_role_may_and_may_not(factory, may, may_not):
    person = factory()
    assert [name for name in may if not person.has_perm(name)] == []
    assert [name for name in may_not if person.has_perm(name)] == []


def test_a_role_opens_the_admin_and_losing_it_closes_it():
    person = EditorFactory()
    assert person.is_staff

    person.groups.clear()
    person.refresh_from_db()

    assert not person.is_staff


def test_a_person_added_through_the_group_is_staff_too():
    person = UserFactory()
    Group.objects.get(name=Role.PUBLISHER).user_set.add(person)
    person.refresh_from_db()
    assert person.is_staff


def test_editors_may_place_every_plugin():
    assert EditorFactory().has_perm("djangocms_text.add_text")
