from django.urls import path

from lscb_contacts import views

app_name = "contacts"

urlpatterns = [
    path("", views.AuthorityList.as_view(), name="list"),
    path("boards/<slug:slug>/", views.BoardDetail.as_view(), name="board"),
    path("<slug:slug>/", views.AuthorityDetail.as_view(), name="authority"),
]
