from django.urls import path

from lscb_contacts.views.authorities import AuthorityDetail, AuthorityList
from lscb_contacts.views.boards import BoardDetail
from lscb_contacts.views.confirming import Confirm, Correct, NewLink
from lscb_contacts.views.postcodes import PostcodeLookup
from lscb_contacts.views.printing import MashList

app_name = "contacts"

urlpatterns = [
    path("", AuthorityList.as_view(), name="list"),
    path("find/", PostcodeLookup.as_view(), name="find"),
    path("mash-list/", MashList.as_view(), name="mash_list"),
    path("boards/<slug:slug>/", BoardDetail.as_view(), name="board"),
    path("confirm/<str:token>/", Confirm.as_view(), name="confirm"),
    path("confirm/<str:token>/changes/", Correct.as_view(), name="confirm_changes"),
    path("confirm/<str:token>/new-link/", NewLink.as_view(), name="confirm_new_link"),
    path("<slug:slug>/", AuthorityDetail.as_view(), name="authority"),
]
