from django.urls import path

from lscb_site.following import feeds, views

app_name = "following"

urlpatterns = [
    path("", views.Overview.as_view(), name="overview"),
    path("library.atom", feeds.LibraryChanges(), name="library_atom"),
    path("library.rss", feeds.LibraryChangesRss(), name="library_rss"),
    path("library.json", feeds.LibraryChangesJson(), name="library_json"),
    path("contacts.atom", feeds.DirectoryChanges(), name="directory_atom"),
    path("contacts.rss", feeds.DirectoryChangesRss(), name="directory_rss"),
    path("contacts.json", feeds.DirectoryChangesJson(), name="directory_json"),
    path("authority/<slug:slug>/changes.atom", feeds.AuthorityChanges(), name="authority_atom"),
    path("authority/<slug:slug>/changes.rss", feeds.AuthorityChangesRss(), name="authority_rss"),
    path("authority/<slug:slug>/changes.json", feeds.AuthorityChangesJson(), name="authority_json"),
    path("news/", views.AskToFollow.as_view(), {"kind": "news"}, name="news"),
    path("confirm/<str:token>/", views.Confirm.as_view(), name="confirm"),
    path("mine/<str:token>/", views.Mine.as_view(), name="mine"),
    path("mine/<str:token>/data/", views.MyData.as_view(), name="data"),
    path("stop/<str:token>/", views.Stop.as_view(), name="stop"),
    path("<slug:kind>/<slug:slug>/", views.AskToFollow.as_view(), name="follow"),
]
