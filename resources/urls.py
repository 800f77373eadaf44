from django.urls import path, register_converter

from resources.views import changes, collections, documents, files, lists


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
    path("", lists.DocumentList.as_view(), name="list"),
    path("collections/", collections.CollectionList.as_view(), name="collections"),
    path("collections/<slug:slug>/", collections.CollectionDetail.as_view(), name="collection"),
    path("files/<digest:digest>/<str:name>", files.EditionFileDownload.as_view(), name="file"),
    path("<slug:slug>/", documents.DocumentDetail.as_view(), name="detail"),
    path("<slug:slug>/latest", documents.LatestFile.as_view(), name="latest"),
    path("<slug:slug>/editions/<int:number>/", documents.EditionDetail.as_view(), name="edition"),
    path("<slug:slug>/changes/<int:older>...<int:newer>/", changes.ComparisonDetail.as_view(), name="changes"),
]
