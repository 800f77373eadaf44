"""What can be found of the news."""

from django.utils.html import strip_tags

from lscb_site.publishing.states import State
from lscb_site.search.indexing import index
from lscb_site.search.searchable import Found, Passage, Searchable


class FoundPost(Searchable):
    def found(self):
        if self.state != State.PUBLISHED:
            return None
        sessions = [f"{session.title} {session.speakers}" for session in self.sessions.all()]
        said = [self.summary, strip_tags(self.body), self.event_venue, *sessions, self.archive_note]
        return Found(
            title=self.title,
            url=self.get_absolute_url(),
            kind="news",
            kind_words="News",
            passages=[Passage("\n".join(filter(None, said)), also=self.get_kind_display())],
            names=(self.title,),
            date=self.date,
            date_precision=self.date_precision,
        )

    @classmethod
    def to_index(cls):
        return cls.objects.filter(state=State.PUBLISHED).prefetch_related("sessions")


def session_changed(instance, **kwargs):
    index(instance.post)
