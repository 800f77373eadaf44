import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from lscb_site.accounts.roles import Role
from tests.factories.unlogged import UnloggedFactory

PASSWORD = "correct horse battery"


class UserFactory(UnloggedFactory):
    """Somebody who can sign in (with `PASSWORD`); without a role, not to the admin."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence("person{}".format)
    password = factory.django.Password(PASSWORD)
    role = None

    @classmethod
    def _create(cls, model_class, *args, role=None, **kwargs):
        user = super()._create(model_class, *args, **kwargs)
        if role:
            user.groups.add(Group.objects.get(name=role))
        return user


class EditorFactory(UserFactory):
    role = Role.EDITOR


class PublisherFactory(UserFactory):
    role = Role.PUBLISHER


class AdministratorFactory(UserFactory):
    role = Role.ADMINISTRATOR
