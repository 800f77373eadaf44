from django.urls import path

from news import feeds, views

app_name = "news"

urlpatterns = [
    path("", views.PostList.as_view(), name="list"),
    path("feed.atom", feeds.PostsAtom(), name="atom"),
    path("feed.rss", feeds.PostsRss(), name="rss"),
    path("feed.json", feeds.PostsJson(), name="json"),
    path("conferences.ics", views.EventsCalendar.as_view(), name="events"),
    path("<slug:slug>/event.ics", views.EventCalendar.as_view(), name="event"),
    path("<slug:slug>/", views.PostDetail.as_view(), name="detail"),
]
