from django.urls import path

from lscb_site.notices.views import NoticeDetail

app_name = "notices"
urlpatterns = [path("<int:number>/", NoticeDetail.as_view(), name="detail")]
