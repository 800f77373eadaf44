from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "lscb_site.desk"
    label = "desk"
