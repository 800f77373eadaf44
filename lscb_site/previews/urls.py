from django.urls import path

from lscb_site.previews.views import shared

app_name = "previews"

urlpatterns = [
    path("<str:token>/", shared, name="shared"),
    path("<str:token>", shared, name="shared_as_copied"),
    path("<str:token>/<path:part>", shared, name="shared_part"),
]
