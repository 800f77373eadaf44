"""Tripwires for the forms and imports of libraries, and for missing slashes."""

from tests.house.tripwires import parameters


def missing_slash():
    from django.middleware.common import CommonMiddleware

    assert parameters(CommonMiddleware.should_redirect_with_slash) == ["self", "request"]
    assert "should_redirect_with_slash" in CommonMiddleware.process_response.__code__.co_names


def kept_file():
    from import_export.tmp_storages import TempFolderStorage

    assert TempFolderStorage(name="sheet").get_full_path().endswith("/sheet")


def admin_of_imports():
    from import_export.admin import ImportMixin

    assert parameters(ImportMixin.add_data_read_fail_error_to_form) == ["self", "form", "e"]
    assert parameters(ImportMixin.generate_log_entries) == ["self", "result", "request"]
    assert "generate_log_entries" in ImportMixin.process_result.__code__.co_names


def error_of_a_row():
    from import_export.resources import Resource

    assert "get_error_result_class" in Resource.import_row.__code__.co_names


def settings_of_pages():
    from cms.admin.forms import AddPageForm, AdvancedSettingsForm, ChangePageForm, DuplicatePageForm
    from cms.admin.pageadmin import PageAdmin, PageContentAdmin
    from cms.models import Page

    assert parameters(Page.get_url_data) == ["self", "slug", "overwrite_url", "language"]
    assert issubclass(DuplicatePageForm, AddPageForm)
    assert {"slug", "overwrite_url", "redirect", "soft_root"} <= ChangePageForm.base_fields.keys()
    assert {"login_required", "reverse_id"} <= AdvancedSettingsForm.base_fields.keys()
    assert (PageAdmin.form, PageContentAdmin.add_form) == (AdvancedSettingsForm, AddPageForm)
    assert (PageContentAdmin.change_form, PageContentAdmin.duplicate_form) == (ChangePageForm, DuplicatePageForm)


FORM_TRIPWIRES = {
    "AddPageForm": settings_of_pages,
    "AdvancedSettingsForm": settings_of_pages,
    "ChangePageForm": settings_of_pages,
    "DuplicatePageForm": settings_of_pages,
    "should_redirect_with_slash": missing_slash,
    "get_full_path": kept_file,
    "add_data_read_fail_error_to_form": admin_of_imports,
    "generate_log_entries": admin_of_imports,
    "get_error_result_class": error_of_a_row,
}
