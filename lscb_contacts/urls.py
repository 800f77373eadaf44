from django.urls import path

from lscb_contacts.views.authorities import AuthorityDetail, AuthorityList
from lscb_contacts.views.boards import BoardDetail
from lscb_contacts.views.confirming import Confirm, Correct, NewLink
from lscb_contacts.views.data import BoardsCsv, ContactsCsv, ContactsJson, ContactsVcf
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
    path("contacts.csv", ContactsCsv.as_view(), name="csv"),
    path("contacts.json", ContactsJson.as_view(), name="json"),
    path("contacts.vcf", ContactsVcf.as_view(), name="vcf"),
    path("boards.csv", BoardsCsv.as_view(), name="boards_csv"),
    path("<slug:slug>.csv", ContactsCsv.as_view(), name="authority_csv"),
    path("<slug:slug>.json", ContactsJson.as_view(), name="authority_json"),
    path("<slug:slug>.vcf", ContactsVcf.as_view(), name="authority_vcf"),
    path("<slug:slug>/", AuthorityDetail.as_view(), name="authority"),
]
