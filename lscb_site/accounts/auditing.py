"""Who changed what: the three subjects, notices, what editors say of searching, people's roles, publishing of pages."""

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps
from django.contrib.auth import get_user_model
from djangocms_versioning.signals import post_version_operation

SUBJECTS = ["news", "resources", "lscb_contacts", "notices"]
# Published tables, loaded as a whole: what counts is which edition, and that is recorded. The text of a file must not
# live on in a log once it is gone.
LEFT_OUT = {"OutcodeShare", "Postcode", "FilePage"}
# What the clock and the background reader write is no person's doing.
BOOKKEEPING = {"created_at", "updated_at", "read_after", "attempts", "reading", "reading_problem"} | {
    "fault",
    "fault_found_at",
    "private_check",
    "read_by",
    "is_cut",
}
# What a file says and hides.
NOT_FOR_A_LOG = {"PrivateFinding": {"places", "more"}, "Comparison": {"changes", "compared_at"}}


def register():
    for subject in SUBJECTS:
        for model in apps.get_app_config(subject).get_models():
            if model.__name__ in LEFT_OUT:
                continue
            own = {field.name for field in model._meta.get_fields()}
            left_out = BOOKKEEPING | NOT_FOR_A_LOG.get(model.__name__, set())
            many = {field.name for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created}
            auditlog.register(model, exclude_fields=sorted(left_out & own), m2m_fields=many)
    for name in ("GlossaryTerm", "PinnedResult", "DistressPhrase"):
        auditlog.register(apps.get_model("search", name))
    auditlog.register(get_user_model(), exclude_fields=["password", "last_login"], m2m_fields={"groups"})
    post_version_operation.connect(version_operated, dispatch_uid="accounts.version_operated")


def version_operated(operation, obj, **kwargs):
    """A version of a CMS page was drafted, published, unpublished or archived."""
    LogEntry.objects.log_create(
        obj,
        action=LogEntry.Action.UPDATE,
        changes={"state": [None, obj.state]},
        object_repr=str(obj.content),
        additional_data={"operation": operation},
    )
