from django.urls import path, register_converter

from resources import views


class DigestConverter:
    """The first 20 hexadecimal digits of a file's SHA-256 digest."""

    regex = "[0-9a-f]{20}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(DigestConverter, "digest")

app_name = "resources"

urlpatterns = [
    path("", views.DocumentList.as_view(), name="list"),
    path("files/<digest:digest>/<str:name>", views.EditionFileDownload.as_view(), name="file"),
    path("<slug:slug>/", views.DocumentDetail.as_view(), name="detail"),
    path("<slug:slug>/latest", views.LatestFile.as_view(), name="latest"),
    path("<slug:slug>/editions/<int:number>/", views.EditionDetail.as_view(), name="edition"),
]
