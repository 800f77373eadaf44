from django.urls import path, register_converter

from resources import feeds
from resources.views import calendars, changes, checking, collections, documents, files, lists


class DigestConverter:
    """The first 20 hexadecimal digits of a file's SHA-256 digest."""

    regex = "[0-9a-f]{20}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class NumberConverter:
    """The number of an edition, no longer than a database's smallest integer."""

    regex = "[0-9]{1,5}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(DigestConverter, "digest")
register_converter(NumberConverter, "number")

app_name = "resources"

urlpatterns = [
    path("", lists.DocumentList.as_view(), name="list"),
    path("documents.csv", lists.DocumentsCsv.as_view(), name="csv"),
    path("documents.json", lists.DocumentsJson.as_view(), name="json"),
    path("feed.atom", feeds.LibraryAtom(), name="atom"),
    path("feed.rss", feeds.LibraryRss(), name="rss"),
    path("feed.json", feeds.LibraryJsonFeed(), name="json_feed"),
    path("checks.ics", calendars.ChecksCalendar.as_view(), name="check_days"),
    path("check/", checking.CheckCopy.as_view(), name="check"),
    path("collections/", collections.CollectionList.as_view(), name="collections"),
    path("collections/<slug:slug>/", collections.CollectionDetail.as_view(), name="collection"),
    path("files/<digest:digest>/text/", files.FileText.as_view(), name="text"),
    path("files/<digest:digest>/first-page.webp", files.FirstPagePicture.as_view(), name="picture"),
    path("files/<digest:digest>/<str:name>", files.EditionFileDownload.as_view(), name="file"),
    path("<slug:slug>/", documents.DocumentDetail.as_view(), name="detail"),
    path("<slug:slug>/editions.atom", feeds.DocumentAtom(), name="document_atom"),
    path("<slug:slug>/check.ics", calendars.CheckCalendar.as_view(), name="check_day"),
    path("<slug:slug>/latest", documents.LatestFile.as_view(), name="latest"),
    path("<slug:slug>/editions/<number:number>/", documents.EditionDetail.as_view(), name="edition"),
    path("<slug:slug>/changes/<number:older>...<number:newer>/", changes.ComparisonDetail.as_view(), name="changes"),
]
