"""Where readers of something withdrawn are sent, chosen by its title."""

import pytest
from django.core.exceptions import ValidationError

from lscb_site.publishing.destinations import Destination, DestinationField, destinations
from lscb_site.web.addresses import admin_address
from news.models import Post
from tests.factories import BoardFactory, DocumentFactory, LiveDocumentFactory, PostFactory

pytestmark = pytest.mark.django_db


def clean(typed):
    return DestinationField(required=False).clean(typed)


def refusal(typed):
    with pytest.raises(ValidationError) as told:
        clean(typed)
    return " ".join(told.value.messages)


TOOLKITS = {
    "news": lambda: PostFactory(live=True, title="The neglect toolkit"),
    "document": lambda: LiveDocumentFactory(title="The neglect toolkit"),
    "board": lambda: BoardFactory(live=True, name="The neglect toolkit"),
}


@pytest.mark.parametrize("make", TOOLKITS.values(), ids=TOOLKITS)
@pytest.mark.parametrize("typed", ["The neglect toolkit", "the NEGLECT toolkit", " The  neglect toolkit "])
def test_a_title_leads_to_its_address(make, typed):
    item = make()
    assert clean(typed) == item.get_absolute_url()


def test_what_the_list_offers_is_taken():
    document = LiveDocumentFactory(title="The neglect toolkit")
    (offered,) = [each for each in destinations() if each.title == "The neglect toolkit"]
    assert clean(str(offered)) == document.get_absolute_url()


def test_two_of_one_name_are_told_apart_by_their_kind():
    post = PostFactory(live=True, title="The neglect toolkit")
    LiveDocumentFactory(title="The neglect toolkit")
    assert "Several are called that: “The neglect toolkit (" in refusal("The neglect toolkit")
    (news,) = [each for each in destinations() if each.address == post.get_absolute_url()]
    assert clean(str(news)) == post.get_absolute_url()


def test_a_part_of_a_title_is_asked_about():
    LiveDocumentFactory(title="The neglect toolkit")
    assert "Which one do you mean? “The neglect toolkit (" in refusal("neglect")


def test_many_that_fit_are_not_all_named():
    for number in range(8):
        PostFactory(live=True, title=f"Neglect {number}")
    assert refusal("neglect").endswith("and 3 more. Choose one from the list.")


@pytest.mark.parametrize("typed", ["Nothing of the kind", "www.example.org", "<b>", "javascript:alert(1)"])
def test_what_is_no_title_is_refused(typed):
    assert "Nothing on the site is called that." in refusal(typed)


@pytest.mark.parametrize("typed", ["https://[", "http://[::1", "//["])
def test_half_an_address_is_told(typed):
    assert "This is not a whole address" in refusal(typed)


def test_what_readers_cannot_open_is_not_offered_and_not_taken():
    draft, gone = DocumentFactory(title="Only begun"), PostFactory(withdrawn=True, title="Gone")
    assert not {"Only begun", "Gone"} & {each.title for each in destinations()}
    for item in (draft, gone):
        assert "Nothing is at this address" in refusal(item.get_absolute_url())
    assert "Nothing is at this address" in refusal("/no/such/page/")


@pytest.mark.parametrize("typed", ["/resources/", "https://www.gov.uk/a", ""])
def test_an_address_is_taken_as_it_is(typed):
    assert clean(typed) == typed


def test_it_says_what_it_is_beside_its_title():
    assert str(Destination("The toolkit", "Document", "/a/")) == "The toolkit (Document)"


def test_a_publisher_withdraws_and_chooses_a_title(publisher_client):
    post, other = PostFactory(live=True, title="Old"), PostFactory(live=True, title="The new one")
    form = publisher_client.get(admin_address(post, "withdraw"))
    assert '<option value="The new one (' in form.text
    seen = form.context["seen"]
    typed = {"reason": "Out of date.", "instead": "The new on", "seen": seen}
    again = publisher_client.post(admin_address(post, "withdraw"), typed)
    assert "Which one do you mean?" in again.text
    assert 'value="The new on"' in again.text
    assert "Out of date." in again.text
    publisher_client.post(admin_address(post, "withdraw"), typed | {"instead": "The new one"})
    assert Post.objects.get(pk=post.pk).withdrawn_to == other.get_absolute_url()


@pytest.mark.parametrize("typed", ["https://[", "https://exa\u2100mple.org/"])
def test_what_only_begins_like_an_address_is_refused_in_a_sentence(typed):
    assert refusal(typed) == "This is not a whole address. Copy it from the browser's address line."
