"""One for each part of a library in decision 14: fails when the library has taken it away or given it another shape."""

import inspect
import re


def parameters(function) -> list[str]:
    return list(inspect.signature(function).parameters)


def database_wrapper_commit():
    from django.db.backends.base.base import BaseDatabaseWrapper

    for name in ("commit", "rollback", "close"):
        assert parameters(getattr(BaseDatabaseWrapper, name)) == ["self"]
    assert parameters(BaseDatabaseWrapper.savepoint_rollback) == ["self", "sid"]
    # Django itself must end a transaction by the method that we extend.
    from django.db.transaction import Atomic

    assert "connection.commit()" in inspect.getsource(Atomic.__exit__)


def in_atomic_block():
    from django.db import connection

    assert connection.in_atomic_block in (True, False)


def close_if_unusable_or_obsolete():
    from django.db import close_old_connections

    assert "close_if_unusable_or_obsolete()" in inspect.getsource(close_old_connections)


def introspection():
    from django.db import connection

    assert "cursor" in parameters(connection.introspection.table_names)


def sqlite_cursor_wrapper():
    from django.db.backends.sqlite3.base import DatabaseWrapper, SQLiteCursorWrapper

    assert "SQLiteCursorWrapper" in inspect.getsource(DatabaseWrapper.create_cursor)
    assert parameters(SQLiteCursorWrapper.execute) == ["self", "query", "params"]


def sql_with_params():
    from resources.models import Document

    sql, values = Document.objects.filter(title="a' title").values_list("pk").query.sql_with_params()
    assert "%s" in sql
    assert values == ("a' title",)


def host():
    from django.http.request import split_domain_port, validate_host

    assert split_domain_port("WWW.Example.org:8000") == ("www.example.org", "8000")
    assert split_domain_port("bad host") == ("", "")
    assert validate_host("www.example.org", [".example.org"])
    assert not validate_host("www.example.com", [".example.org"])


def conditional_response():
    from django.utils.cache import get_conditional_response

    assert parameters(get_conditional_response) == ["request", "etag", "last_modified", "response"]


def http_date():
    from django.utils.http import parse_http_date_safe

    assert parse_http_date_safe("Wed, 18 Mar 2015 09:30:15 GMT") == 1426671015
    assert parse_http_date_safe("yesterday") is None


def date_format():
    from datetime import date

    from django.utils.dateformat import format as format_date

    assert format_date(date(2015, 3, 8), "j F Y") == "8 March 2015"


def unquoted():
    from django.contrib.admin.utils import quote, unquote

    assert unquote(quote("a/b_c")) == "a/b_c"


def permissions_of_an_app():
    from django.contrib.auth.management import create_permissions

    assert {"app_config", "verbosity", "using"} <= set(parameters(create_permissions))


def finders():
    from django.contrib.staticfiles.finders import get_finders

    assert all("ignore_patterns" in parameters(finder.list) for finder in get_finders())


def patterns():
    from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

    for glob, expressions in ManifestStaticFilesStorage.patterns:
        assert isinstance(glob, str)
        assert expressions


def hmac():
    from django.utils.crypto import salted_hmac

    assert len(salted_hmac("salt", "value", algorithm="sha256").hexdigest()) == 64


def sitemap_views():
    from django.contrib.sitemaps import views

    assert {"request", "sitemaps", "section"} <= set(parameters(inspect.unwrap(views.sitemap)))


def cms_details():
    from cms.views import details

    assert parameters(inspect.unwrap(details)) == ["request", "slug"]


def cms_toolbars_for_visitors():
    from cms.middleware.toolbar import ToolbarMiddleware
    from cms.toolbar.toolbar import EmptyToolbar

    assert parameters(ToolbarMiddleware.process_request) == ["self", "request"]
    assert parameters(ToolbarMiddleware.process_response) == ["self", "request", "response"]
    assert EmptyToolbar(None).show_toolbar is False


def page_admin():
    from cms.admin.forms import MovePageForm
    from cms.admin.pageadmin import PageAdmin

    assert issubclass(PageAdmin.move_form, MovePageForm)
    for name in ("has_move_page_permission", "has_change_advanced_settings_permission"):
        assert parameters(getattr(PageAdmin, name)) == ["self", "request", "obj"]
    assert parameters(PageAdmin.set_home) == ["self", "request", "object_id"]
    assert parameters(MovePageForm._validate_url_uniqueness) == ["self", "path", "language"]


def addresses_of_pages():
    from cms.models import Page, PageUrl

    assert {"page", "path", "language", "site"} <= {field.name for field in PageUrl._meta.get_fields()}
    assert Page().urls_cache == {}


def plugins():
    from cms.utils.plugins import downcast_plugins

    assert parameters(downcast_plugins)[0] == "plugins"


def items_of_the_toolbar():
    from cms.toolbar.items import AjaxItem, ModalItem, SubMenu, ToolbarAPIMixin

    assert parameters(ToolbarAPIMixin.find_items) == ["self", "item_type", "attributes"]
    assert all(item.__init__ for item in (AjaxItem, ModalItem, SubMenu))


def toolbar_of_versions():
    from djangocms_versioning.cms_toolbars import VERSIONING_MENU_IDENTIFIER, VersioningToolbar, replace_toolbar
    from djangocms_versioning.helpers import version_list_url

    assert parameters(replace_toolbar) == ["old", "new"]
    for name in ("_add_publish_button", "_add_versioning_menu", "_get_version", "_is_versioned"):
        assert parameters(getattr(VersioningToolbar, name)) == ["self"]
    assert parameters(version_list_url) == ["content"]
    assert VERSIONING_MENU_IDENTIFIER


def list_of_versions():
    from djangocms_versioning.admin import VersionAdmin

    assert parameters(VersionAdmin.admin_action_button)[:3] == ["url", "icon", "title"]
    assert parameters(VersionAdmin.get_actions_list) == ["self"]
    for link in (VersionAdmin._get_unpublish_link, VersionAdmin._get_settings_link):
        assert parameters(link)[1:3] == ["obj", "request"]


def versions():
    from djangocms_versioning.constants import UNPUBLISHED
    from djangocms_versioning.exceptions import ConditionFailed
    from djangocms_versioning.models import Version

    assert {"content_type", "object_id", "state"} <= {field.name for field in Version._meta.get_fields()}
    assert Version.check_publish.as_bool
    # Conditions are a list, and one that does not hold raises this.
    assert isinstance(Version.check_unpublish, list)
    assert issubclass(ConditionFailed, Exception)
    assert UNPUBLISHED in dict(Version._meta.get_field("state").choices)


def text_cleaner():
    from djangocms_text.html import clean_html, cms_parser, dynamic_href, register_attr

    for name in ("ALLOWED_TAGS", "ALLOWED_ATTRIBUTES", "ALLOWED_URL_SCHEMES", "generic_attribute_prefixes"):
        assert hasattr(cms_parser, name)
    assert parameters(register_attr)[:2] == ["attr", "render_func"]
    assert parameters(dynamic_href) == ["elem", "obj", "attr", "edit_mode"]
    assert clean_html("<p onclick='x()'>a<script>b</script></p>") == "<p>a</p>"


def blocks_with_a_version():
    from cms.admin.placeholderadmin import PlaceholderAdmin

    assert parameters(PlaceholderAdmin.edit_plugin) == ["self", "request", "plugin_id"]


def text_in_place():
    from cms.models import CMSPlugin
    from djangocms_text.cms_plugins import TextPlugin

    assert [field.name for field in TextPlugin.model._meta.local_fields] == ["cmsplugin_ptr", "body", "json", "rte"]
    assert parameters(CMSPlugin.get_action_urls) == ["self", "js_compat"]
    assert "edit_plugin" in CMSPlugin(pk=1).get_action_urls()


def request_of_wsgi():
    from django.core.handlers.wsgi import WSGIRequest

    assert parameters(WSGIRequest) == ["environ"]


def slugs():
    from cms.constants import SLUG_REGEXP

    assert re.fullmatch(SLUG_REGEXP, "about/us")


def sliced_file():
    from io import BytesIO

    from whitenoise.responders import SlicedFile

    assert SlicedFile(BytesIO(b"0123456789"), 2, 4).read() == b"234"


def task_results():
    from django_tasks_db.models import DBTaskResult

    assert DBTaskResult.objects.running
    assert {"started_at", "status"} <= {field.name for field in DBTaskResult._meta.get_fields()}


TRIPWIRES = {
    "DatabaseWrapper.commit": database_wrapper_commit,
    "DatabaseWrapper.in_atomic_block": in_atomic_block,
    "DatabaseWrapper.close_if_unusable_or_obsolete": close_if_unusable_or_obsolete,
    "DatabaseWrapper.introspection": introspection,
    "SQLiteCursorWrapper": sqlite_cursor_wrapper,
    "Query.sql_with_params": sql_with_params,
    "split_domain_port": host,
    "validate_host": host,
    "get_conditional_response": conditional_response,
    "parse_http_date_safe": http_date,
    "dateformat.format": date_format,
    "admin.utils.unquote": unquoted,
    "WSGIRequest": request_of_wsgi,
    "create_permissions": permissions_of_an_app,
    "finders.get_finders": finders,
    "ManifestStaticFilesStorage.patterns": patterns,
    "salted_hmac": hmac,
    "sitemaps.views": sitemap_views,
    "cms.views.details": cms_details,
    "EmptyToolbar": cms_toolbars_for_visitors,
    "ToolbarMiddleware": cms_toolbars_for_visitors,
    "PageAdmin": page_admin,
    "MovePageForm": page_admin,
    "PageUrl": addresses_of_pages,
    "Page.urls_cache": addresses_of_pages,
    "downcast_plugins": plugins,
    "toolbar.items": items_of_the_toolbar,
    "VersioningToolbar": toolbar_of_versions,
    "replace_toolbar": toolbar_of_versions,
    "VERSIONING_MENU_IDENTIFIER": toolbar_of_versions,
    "version_list_url": toolbar_of_versions,
    "djangocms_versioning.admin": list_of_versions,
    "Version": versions,
    "ConditionFailed": versions,
    "UNPUBLISHED": versions,
    "cms_parser": text_cleaner,
    "register_attr": text_cleaner,
    "dynamic_href": text_cleaner,
    "PlaceholderAdmin": blocks_with_a_version,
    "TextPlugin": text_in_place,
    "get_action_urls": text_in_place,
    "SLUG_REGEXP": slugs,
    "SlicedFile": sliced_file,
    "DBTaskResult": task_results,
}
