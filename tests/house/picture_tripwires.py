"""Tripwires of django-filer: see test_private_parts.py."""


def pictures_and_folders():
    from filer.admin import FileAdmin, FolderAdmin, ImageAdmin
    from filer.models import File, Folder, Image

    assert {"file", "sha1"} <= {field.name for field in Image._meta.get_fields()}
    assert issubclass(Image, File)
    assert File._meta.get_field("folder").related_model is Folder
    assert all("file" in desk.form.base_fields for desk in (FileAdmin, ImageAdmin))
    # Another that writes over pictures must be taken away, too: see FolderOnDesk.
    assert set(FolderAdmin.actions) == {
        "delete_files_or_folders",
        "move_files_and_folders",
        "copy_files_and_folders",
        "resize_images",
        "rename_files",
    }


PICTURE_TRIPWIRES = dict.fromkeys(
    ("filer.models.Image", "filer.models.File", "filer.models.Folder", "FileAdmin", "FolderAdmin", "ImageAdmin"),
    pictures_and_folders,
)
