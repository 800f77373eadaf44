from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class ContactsConfig(AppConfig):
    name = "lscb_contacts"
    verbose_name = "Contacts"

    def ready(self):
        from lscb_contacts import tasks

        post_save.connect(tasks.letter_written, sender="lscb_contacts.Letter", dispatch_uid="contacts.letter_written")
        post_migrate.connect(stamp_changes, sender=self)


def stamp_changes(using, **kwargs):
    from lscb_contacts.kept import STORED, SUBJECT
    from lscb_site.publishing.stamps import keep_stamp

    keep_stamp(SUBJECT, *STORED, using=using)
