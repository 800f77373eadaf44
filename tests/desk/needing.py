"""One thing of each kind that the desk asks of people."""

from datetime import timedelta

from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from lscb_contacts.confirming.letters import PAUSES
from lscb_contacts.models import Letter
from lscb_site.accounts.roles import Role
from lscb_site.desk.unfinished import drafts_of, hand_over
from lscb_site.editing.history import note
from lscb_site.files.content_store import Fault
from lscb_site.following.models import FollowRequest
from lscb_site.following.models import Letter as LetterToFollower
from lscb_site.link_check.models import CheckedLink, LinkState, MissingAddress
from lscb_site.linter.keeping import read_all
from lscb_site.pages.page_moments import LATE, PageMoment
from lscb_site.pages.writing import write_page
from lscb_site.publishing.submissions import Submission, submit
from news.models import Post
from resources.models import EditionFile
from tests.factories import (
    AuthorityFactory,
    BoardFactory,
    ConfirmationContactFactory,
    ConfirmationRequestFactory,
    ContactPointFactory,
    EditionFileFactory,
    EditorFactory,
    LiveDocumentFactory,
    PostFactory,
    PrivateFindingFactory,
    ProposedChangeFactory,
    StatementFactory,
)
from tests.reviews.reviewing import looked_after


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def a_submission(editor, title="The launch", **answer):
    post = PostFactory(title=title)
    submit(post, editor, "By Friday.")
    if answer:
        post.waiting_submission.close(**answer)
    return post


def live_file():
    document = LiveDocumentFactory(kind="protocol", edition__file__to_hand=True)
    return document.editions.get().main_file


def hidden_live(editor):
    PrivateFindingFactory(file=live_file())


def hidden_drafts(editor):
    PrivateFindingFactory(file=EditionFileFactory(to_hand=True))


def past_check(editor):
    file = live_file()
    StatementFactory(edition=file.edition, stated_on=days_ago(400), check_on=days_ago(30), of_sha256=file.sha256)


def damaged_files(editor):
    EditionFile.objects.filter(pk=live_file().pk).update(fault=Fault.MISSING.value, fault_found_at=timezone.now())


def unread_files(editor):
    EditionFile.objects.filter(pk=live_file().pk).update(reading="failed")


def failed_letters(editor):
    request = ConfirmationRequestFactory()
    Letter.objects.create(
        request=request, kind="ask", to="mash@example.org", attempts=len(PAUSES) + 1, problem="Nobody answers"
    )


def given_up(editor):
    request = FollowRequest.objects.create(sealed_address="-", digest="0" * 64, sender="0" * 64)
    LetterToFollower.objects.create(
        request=request, failed_at=timezone.now(), problem="The mail server refused it: 554."
    )


def untold(editor):
    a_submission(editor)
    Submission.objects.update(tried=len(PAUSES) + 1, problem="Nobody answers")


def unsent(editor):
    review = looked_after(LiveDocumentFactory(), owner=editor)
    review.reminders.create(person=editor, check_on=days_ago(0), stage=0, tried=len(PAUSES) + 1, problem="No answer")


def a_link(editor):
    link = CheckedLink.objects.create(
        address=f"/never/{CheckedLink.objects.count()}/",
        is_own=True,
        state=LinkState.GONE,
        failures=1,
        failing_since=days_ago(1),
        failed_on=days_ago(0),
    )
    kind = ContentType.objects.get_for_model(Post)
    post = PostFactory(live=True)
    link.places.create(content_type=kind, object_id=post.pk, what="News item", title=str(post), is_live=True)


def a_remark(editor):
    PostFactory(live=True, body="<p>For the protocol <a href='/resources/'>click here</a>.</p>")
    read_all()


def a_moment_of_a_page(editor, **facts):
    slug = f"page-{PageMoment.objects.count()}"
    page = write_page(reverse_id=slug, title="Hubs", slug=slug, created_by=editor)
    PageMoment.objects.create(page=page, act="publish", planned_by=editor, **facts)


def failed_page(editor):
    a_moment_of_a_page(editor, at=timezone.now(), problem="The draft was thrown away.")


def late_page(editor):
    a_moment_of_a_page(editor, at=timezone.now() - 2 * LATE, done_at=timezone.now())


def left_behind(editor):
    gone = EditorFactory(first_name="Ada", last_name="Lovelace")
    a_submission(gone, answer=Submission.Answer.SENT_BACK, reason="The date is wrong.")
    gone.is_active = False
    gone.save()


def a_draft_of_somebody_who_left(editor):
    gone = EditorFactory(is_active=False)
    post = PostFactory(title="The launch")
    note(gone.pk, post, CHANGE, "Changed Title.")
    return gone, post


def handed_over(editor):
    gone, _ = a_draft_of_somebody_who_left(editor)
    hand_over(drafts_of({gone.pk}), gone, editor)


def one_administrator(editor):
    (*others, _) = User.objects.filter(groups__name=Role.ADMINISTRATOR).order_by("pk")
    User.objects.filter(pk__in=[each.pk for each in others]).update(is_active=False)


CASES = {
    "hidden-live": hidden_live,
    "corrections": lambda editor: ProposedChangeFactory(),
    "past-check": past_check,
    "overdue-numbers": lambda editor: ContactPointFactory(confirmed_on=days_ago(900), confirmed_by="MASH manager"),
    "damaged-files": damaged_files,
    "broken-links": a_link,
    "pages-not-changed": failed_page,
    "sent-back": lambda editor: a_submission(editor, answer=Submission.Answer.SENT_BACK, reason="The date is wrong."),
    "left-behind": left_behind,
    "submitted": a_submission,
    "second-administrator": one_administrator,
    "handed-over": handed_over,
    "unconfirmed-numbers": lambda editor: ContactPointFactory(authority=AuthorityFactory(), phone="+442079460000"),
    "hidden-drafts": hidden_drafts,
    "unread-files": unread_files,
    "sentences": a_remark,
    "not-found": lambda editor: MissingAddress.objects.create(
        path=f"/old/{MissingAddress.objects.count()}", times=5, first_on=days_ago(1), last_on=days_ago(0)
    ),
    "past-their-day": lambda editor: looked_after(LiveDocumentFactory(), owner=editor, next_check=days_ago(1)),
    "mailboxes": lambda editor: ConfirmationContactFactory(is_accepted=False),
    "failed-letters": failed_letters,
    "given-up": given_up,
    "pages-late": late_page,
    "soon": lambda editor: looked_after(LiveDocumentFactory(), owner=editor, next_check=days_ago(-14)),
    "nobodys": lambda editor: BoardFactory(live=True, kind="partnership"),
    "unfinished": a_draft_of_somebody_who_left,
    "untold": untold,
    "unsent": unsent,
}
