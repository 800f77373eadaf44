from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save


class ContactsConfig(AppConfig):
    name = "lscb_contacts"
    verbose_name = "Contacts"

    def ready(self):
        from lscb_contacts import search, tasks

        post_save.connect(tasks.letter_written, sender="lscb_contacts.Letter", dispatch_uid="contacts.letter_written")
        pre_save.connect(
            search.point_changes, sender="lscb_contacts.ContactPoint", dispatch_uid="point may leave an authority"
        )
        for signal in (post_save, post_delete):
            signal.connect(
                search.point_changed, sender="lscb_contacts.ContactPoint", dispatch_uid=f"point found {id(signal)}"
            )
        authorities = self.get_model("Board").authorities.through
        m2m_changed.connect(search.authorities_changed, sender=authorities, dispatch_uid="authorities found")
