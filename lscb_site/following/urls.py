from django.urls import path

from lscb_site.following import views

app_name = "following"

urlpatterns = [
    path("", views.Overview.as_view(), name="overview"),
    path("news/", views.AskToFollow.as_view(), {"kind": "news"}, name="news"),
    path("confirm/<str:token>/", views.Confirm.as_view(), name="confirm"),
    path("mine/<str:token>/", views.Mine.as_view(), name="mine"),
    path("mine/<str:token>/data/", views.MyData.as_view(), name="data"),
    path("stop/<str:token>/", views.Stop.as_view(), name="stop"),
    path("<slug:kind>/<slug:slug>/", views.AskToFollow.as_view(), name="follow"),
]
