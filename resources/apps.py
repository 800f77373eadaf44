from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "Documents"

    def ready(self):
        from lscb_site.files import details, receiving
        from resources import erasing, search, tasks, upload_details
        from resources.models.files import file_deleted

        receiving.unwanted.append(erasing.is_erased)
        details.register("document", upload_details.DocumentDetails)
        details.register("new document", upload_details.NewDocumentDetails)
        details.register("file of an edition", upload_details.FileDetails)
        post_save.connect(tasks.file_saved, sender="resources.EditionFile", dispatch_uid="resources.file_saved")
        post_delete.connect(file_deleted, sender="resources.EditionFile", dispatch_uid="resources.file_deleted")
        post_save.connect(
            tasks.comparison_saved, sender="resources.Comparison", dispatch_uid="resources.comparison_saved"
        )
        for signal in (post_save, post_delete):
            signal.connect(search.file_changed, sender="resources.EditionFile", dispatch_uid=f"file found {id(signal)}")
        for label in ("resources.Topic", "resources.Publisher"):
            post_save.connect(search.label_changed, sender=label, dispatch_uid=f"{label} found")
        topics = self.get_model("Document").topics.through
        m2m_changed.connect(search.topics_changed, sender=topics, dispatch_uid="topics found")
