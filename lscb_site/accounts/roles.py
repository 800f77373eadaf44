"""Who may do what: three roles, each a group whose permissions are written here and nowhere else.

The groups are made after every `migrate`, with exactly these permissions. People get a role; a role is not edited in
the admin. Rules that depend on the item (an Editor changes drafts only) stand in `lscb_site.publishing.admin`.
"""

from enum import StrEnum

from django.apps import apps
from django.contrib.auth.management import create_permissions


class Role(StrEnum):
    """The value is the group's name."""

    EDITOR = "Editor"
    PUBLISHER = "Publisher"
    ADMINISTRATOR = "Administrator"


# What each may do, for whoever chooses. The tables below say it exactly.
IN_WORDS = {
    Role.EDITOR: (
        "Writes drafts of news, documents, boards, notices and pages, and asks a publisher to publish them. Proposes "
        "numbers, which a second person accepts."
    ),
    Role.PUBLISHER: (
        "Does all that an Editor does. Also publishes and withdraws, sends drafts back, deletes pages, chooses who "
        "looks after what, and leads old addresses on."
    ),
    Role.ADMINISTRATOR: (
        "Does all that a Publisher does. Also looks after people, helplines, settings and old addresses, erases files, "
        "and reads who changed what."
    ),
}

WRITES = "view add change delete"

EDITOR = {
    "news.post": WRITES,
    "news.paper": WRITES,
    "news.session": WRITES,
    "resources.document": WRITES,
    "resources.edition": WRITES,
    "resources.editionfile": WRITES,
    "resources.correction": WRITES,
    "resources.source": WRITES,
    "resources.statementofforce": "view",
    "resources.privatefinding": "view",
    "resources.comparison": WRITES,
    "resources.collection": WRITES,
    "resources.collectionitem": WRITES,
    "resources.topic": "view",
    "resources.audience": "view",
    "resources.publisher": "view",
    "lscb_contacts.authority": "view change",
    "lscb_contacts.contactpoint": "view add change",
    "lscb_contacts.place": "view add change",
    "lscb_contacts.openinghours": WRITES,
    "lscb_contacts.board": WRITES,
    "lscb_contacts.confirmationcontact": "view add change",
    "lscb_contacts.confirmationrequest": "view",
    "lscb_contacts.letter": "view",
    "lscb_contacts.proposedchange": "view change",
    "notices.notice": WRITES,
    "following.change": "view",
    "following.letter": "view",
    "following.follow": "view",
    "linter.lintremark": "view change",
    "search.glossaryterm": WRITES,
    "search.pinnedresult": WRITES,
    "search.distressphrase": WRITES,
    "search.missedphrase": "view delete",
    "link_check.checkedlink": "view change",
    "reviews.review": "view",
    "link_check.missingaddress": "view delete",
    # `add` lets an Editor write a new page; what is live stays live, because only `publish` replaces it.
    "cms.page": "view add change",
    "cms.placeholder": "use_structure",
    "filer.folder": "view add change can_use_directory_listing",
    # A picture may stand on a live page, so an Editor adds pictures and does not replace any.
    "filer.file": "view add",
    "filer.image": "view add",
    "djangocms_versioning.version": "view",
    "djangocms_versioning.pagecontentversion": "view",
}
PUBLISHER = {
    "news.post": "publish",
    "resources.document": "publish",
    "resources.edition": "publish",
    "resources.comparison": "publish",
    "resources.collection": "publish",
    "resources.topic": WRITES,
    "resources.audience": WRITES,
    "resources.publisher": WRITES,
    "lscb_contacts.contactpoint": "delete",
    "lscb_contacts.board": "publish",
    "lscb_contacts.place": "delete",
    "lscb_contacts.confirmationcontact": "delete",
    "notices.notice": "publish",
    "following.change": "change",
    "following.letter": "change",
    "cms.page": "publish delete",
    # What readers ask for in vain is led on by whoever decides what they see.
    "redirects.redirect": "view add change",
    "reviews.review": "change",
    "filer.folder": "delete",
    "filer.file": "change delete",
    "filer.image": "change delete",
}
ADMINISTRATOR = {
    "auth.user": "view add change",
    "lscb_contacts.authority": "add",
    "lscb_contacts.helpline": WRITES,
    "lscb_contacts.directorysettings": "view change",
    "notices.sitewords": "view change",
    "redirects.redirect": WRITES,
    "resources.erasedfile": "view erase_file",
    "sites.site": "view change",
    "auditlog.logentry": "view",
    "audit.entry": "view",
    "audit.keptfor": "view change",
    "axes.accessattempt": "view delete",
}

TABLES = {
    Role.EDITOR: [EDITOR],
    Role.PUBLISHER: [EDITOR, PUBLISHER],
    Role.ADMINISTRATOR: [EDITOR, PUBLISHER, ADMINISTRATOR],
}


def permissions_of(role: Role) -> set[str]:
    """The permissions of a role, as `user.has_perm` names them: `news.change_post`."""
    granted = {
        permission
        for table in TABLES[role]
        for model, actions in table.items()
        for permission in (_permission(model, action) for action in actions.split())
    }
    return granted | _permissions_for_plugins()


def _permission(model: str, action: str) -> str:
    app, _, name = model.partition(".")
    codenames = {codename for codename, _ in apps.get_model(model)._meta.permissions}
    return f"{app}.{action}" if action in codenames else f"{app}.{action}_{name}"


def _permissions_for_plugins() -> set[str]:
    """Everyone who writes pages places plugins; which pages they may write is the version's and the page's matter."""
    from cms.plugin_pool import plugin_pool

    return {
        f"{plugin.model._meta.app_label}.{action}_{plugin.model._meta.model_name}"
        for plugin in plugin_pool.get_all_plugins()
        for action in ("add", "change", "delete")
    }


def make_groups(using="default", **kwargs):
    """Make the three groups, each with exactly its role's permissions. Runs after every `migrate`; safe to repeat."""
    from django.contrib.auth.models import Group, Permission

    for app in apps.get_app_configs():
        # This handler may run before the ones that make each app's permissions.
        create_permissions(app, verbosity=0, using=using)
    existing = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role in Role:
        group, _ = Group.objects.using(using).get_or_create(name=role.value)
        group.permissions.set([existing[name] for name in sorted(permissions_of(role))])


def follow_role(instance, action, reverse, pk_set, **kwargs):
    """Who has a role may sign in to the admin, who has none may not: `is_staff` follows the groups."""
    if not action.startswith("post_"):
        return
    from django.contrib.auth import get_user_model

    User = get_user_model()
    if reverse:  # group.user_set was changed
        people = User.objects.filter(pk__in=pk_set) if pk_set is not None else User.objects.filter(is_superuser=False)
    else:
        people = [instance]
    for person in people:
        is_staff = person.is_superuser or person.groups.filter(name__in=list(Role)).exists()
        if person.is_staff != is_staff:
            person.is_staff = is_staff
            person.save(update_fields=["is_staff"])


def role_of(person) -> Role | None:
    """One query. A superuser, made on the server, needs none."""
    name = person.groups.filter(name__in=list(Role)).order_by("pk").values_list("name", flat=True).last()
    return Role(name) if name else None
