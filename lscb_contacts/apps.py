from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "lscb_contacts"
    verbose_name = "Contacts"
