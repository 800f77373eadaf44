from django.urls import path

from lscb_site.search import views

app_name = "search"

urlpatterns = [
    path("", views.SearchResults.as_view(), name="results"),
    path("suggest/", views.suggestions, name="suggest"),
    path("opensearch.xml", views.description, name="opensearch"),
]
