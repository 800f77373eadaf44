import pytest
from django.contrib.auth import authenticate, get_user_model
from django.test import RequestFactory

from lscb_site.accounts.roles import Role
from lscb_site.running.first_accounts import make_first_accounts
from tests.factories import UserFactory

User = get_user_model()


@pytest.mark.django_db
def test_each_role_gets_somebody_who_can_sign_in():
    request = RequestFactory().post("/")
    passwords = make_first_accounts()
    assert len(set(passwords.values())) == 3
    for role in Role:
        user = authenticate(request, username=role.lower(), password=passwords[role.lower()])
        assert user.is_staff
        assert [group.name for group in user.groups.all()] == [role]
        assert not user.is_superuser


@pytest.mark.django_db
def test_nobody_is_added_once_somebody_can_sign_in():
    UserFactory(is_staff=True)
    assert make_first_accounts() == {}
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_an_account_that_cannot_sign_in_does_not_count():
    User.objects.create_user("the-loader", is_staff=True)
    assert make_first_accounts()
