"""A file is what a reader downloads: its bytes, the facts about them, and the text that was read from them."""

from collections.abc import Collection
from functools import partial
from typing import Any, Self, cast

from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from lscb_site.files.content_store import Fault, content_name, content_store
from lscb_site.files.facts import facts_in_words
from lscb_site.files.findings import Finding
from lscb_site.files.kinds import FileKind
from lscb_site.files.reading import READ_BY
from lscb_site.search.indexing import index
from resources.languages import LANGUAGES
from resources.models.editions import Edition
from resources.models.findings import HoldsBack, keep_findings
from resources.querysets import DigestQuerySet, EditionFileQuerySet

NOTHING = ("", "", "", "")  # was stored of a row that is new
PAGES_AT_ONCE = 500  # pages of a file's text on one page of ours


def documents_storage() -> Storage:
    return content_store()


def storage_name(instance: "EditionFile", filename: str) -> str:
    """The store names every file for its own bytes: of this name it keeps the ending."""
    return filename


def picture_name(instance: "EditionFile", filename: str) -> str:
    return filename


class EditionFile(HoldsBack, models.Model):
    """A file of an edition, or the place of one that we do not have (`file` empty)."""

    class Role(models.TextChoices):
        MAIN = "main", "The document itself"
        SUMMARY = "summary", "Summary"
        APPENDIX = "appendix", "Appendix"
        PAPER = "paper", "Paper"

    class Reading(models.TextChoices):
        PENDING = "pending", "Being read"
        DONE = "done", "Read"
        FAILED = "failed", "Could not be read"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(
        max_length=8, choices=Role, default=Role.MAIN, help_text="Readers are offered the document itself first."
    )
    title = models.CharField(max_length=200, help_text="What the link says, such as “Executive summary”.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")
    is_demonstration = models.BooleanField(
        "demonstration copy",
        default=False,
        help_text="Written to show how the site works. Readers are told; the Board's own file replaces it.",
    )
    file = models.FileField(
        storage=documents_storage,
        upload_to=storage_name,
        max_length=200,
        blank=True,
        help_text="PDF, Word, PowerPoint, Excel or OpenDocument text. Leave empty while you do not have it.",
    )
    # Facts, recorded once at upload from the bytes themselves.
    name = models.CharField("file name", max_length=120, blank=True, editable=False)
    kind = models.CharField(max_length=4, choices=FileKind.choices(), blank=True, editable=False)
    size = models.PositiveBigIntegerField("size in bytes", null=True, editable=False)
    sha256 = models.CharField("digest", max_length=64, blank=True, editable=False, db_index=True)
    # What was found when the stored bytes were last looked at: see resources/stored_files.py.
    fault = models.CharField(
        max_length=10, choices=[(fault.value, fault.value) for fault in Fault], blank=True, editable=False
    )
    fault_found_at = models.DateTimeField(null=True, editable=False)
    # Facts that a worker reads in a process of its own.
    reading = models.CharField(max_length=7, choices=Reading, default=Reading.PENDING, editable=False)
    read_after = models.DateTimeField(null=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    reading_problem = models.CharField(max_length=300, blank=True, editable=False)
    pages = models.PositiveIntegerField("pages, slides or sheets", null=True, editable=False)
    # What the file states, or a person said: their word goes before the file's.
    language = models.CharField(max_length=20, blank=True, editable=False)
    said_language = models.CharField(
        "language",
        max_length=20,
        blank=True,
        choices=[("", "As the file says"), *LANGUAGES],
        help_text="Choose one where the file does not state its language, or states a wrong one: screen readers read "
        "its text in it. Otherwise leave it as it is.",
    )
    is_tagged = models.BooleanField("tagged for screen readers", null=True, editable=False)
    health = models.JSONField("health card", default=list, editable=False)
    read_by = models.PositiveSmallIntegerField("version of the readers", default=0, editable=False)
    is_cut = models.BooleanField("text was cut", default=False, editable=False)
    remarks = models.JSONField("said at upload", default=list, editable=False)
    shows_notes = models.BooleanField(
        "speaker notes are for readers",
        default=False,
        help_text="Of a presentation, said by a publisher: its notes stand in the text view and are searched. Leave it "
        "off unless they were written for readers. The file itself holds them either way.",
    )
    # The privacy check: see resources/private_content.py.
    private_check = models.CharField(
        max_length=7, choices=HoldsBack.PrivateCheck, default=HoldsBack.PrivateCheck.PENDING, editable=False
    )
    picture = models.FileField(
        "first page", storage=documents_storage, upload_to=picture_name, max_length=200, blank=True, editable=False
    )

    _stored_bytes: tuple[
        str, str, str, str
    ]  # the digest, the name, where they lie, and the picture of their first page
    found_at_upload: list[Finding] | None = None  # what the row is to keep of its new bytes once it is saved

    objects = EditionFileQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "file"
        # Whoever looks at stored bytes asks for the rows that name them, file after file.
        indexes = [
            models.Index(fields=["file"], name="resources_file_by_place"),
            models.Index(fields=["picture"], name="resources_picture_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                condition=Q(role="main"),
                name="resources_one_main_file_an_edition",
                violation_error_message="An edition has one main file. Give the others another role.",
            ),
            models.CheckConstraint(
                condition=Q(file="", sha256="", kind="", size__isnull=True)
                | (~Q(file="") & ~Q(sha256="") & ~Q(kind="") & ~Q(name="") & Q(size__gt=0)),
                name="resources_file_has_its_facts",
                violation_error_message="A file needs its kind, size and digest.",
            ),
            models.CheckConstraint(
                condition=Q(fault="", fault_found_at__isnull=True)
                | (~Q(fault="") & Q(fault_found_at__isnull=False) & ~Q(file="")),
                name="resources_fault_of_a_stored_file",
                violation_error_message="What is wrong with a file has a moment, and there is a file.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    # `more` is what later versions of Django hand over.
    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        file = super().from_db(db, field_names, values, **more)
        known = {name: str(file.__dict__.get(name, "")) for name in ("sha256", "name", "file", "picture")}
        file._stored_bytes = known["sha256"], known["name"], known["file"], known["picture"]
        return file

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Other bytes in the place of public ones are a correction: the former ones stay known by their digest."""
        super().save(*args, **kwargs)
        if self.found_at_upload is not None:
            keep_findings(self, self.found_at_upload)
            self.found_at_upload = None
        digest, name, place, picture = getattr(self, "_stored_bytes", NOTHING)
        if digest and digest != self.sha256:
            self.text_pages.all().delete()
            index(self.edition)
            note_for_sweeping(picture)
            if self.edition.readers_had_it:
                FormerFile.objects.get_or_create(file=self, sha256=digest, defaults={"name": name})
            else:
                note_for_sweeping(place)
        self._stored_bytes = self.sha256, self.name, self.file.name or "", self.picture.name or ""

    def get_absolute_url(self) -> str:
        """The address of these very bytes: it can never lead to others. Empty where we do not have it."""
        return reverse("resources:file", args=[self.sha256[:20], self.name]) if self.file else ""

    def get_text_url(self) -> str:
        """The address of the text taken from it. Empty where we do not have it."""
        return reverse("resources:text", args=[self.sha256[:20]]) if self.file else ""

    @property
    def folder(self) -> str:
        """What the addresses of its bytes, its text and its first page begin with. Empty where we do not have it."""
        return self.get_text_url().removesuffix("text/")

    def get_picture_url(self) -> str:
        """The address of the picture of its first page. Empty while it has none."""
        return reverse("resources:picture", args=[self.sha256[:20]]) if self.picture else ""

    @property
    def is_available(self) -> bool:
        """Whether readers can have it: it is to hand, and nothing is known to be wrong with its bytes."""
        return bool(self.file) and not self.fault

    @property
    def can_be_read(self) -> bool:
        """Whether readers can open it, or read its text while something is wrong with its bytes."""
        return self.is_available or bool(self.file and self.has_text_view)

    def wait_to_be_read(self) -> None:
        """Let a worker read it afresh, once this is saved. Until then nothing of its text is shown or found."""
        self.reading, self.read_after, self.attempts, self.reading_problem = self.Reading.PENDING, None, 0, ""

    @property
    def must_be_read(self) -> bool:
        """Whether a worker has still to read it, as `EditionFileQuerySet.waiting_to_be_read` has it."""
        by_others = self.reading == self.Reading.DONE and self.read_by != READ_BY
        return self.reading == self.Reading.PENDING or by_others

    @property
    def has_text_view(self) -> bool:
        return self.reading == self.Reading.DONE and self.kind != FileKind.DOC

    @property
    def facts(self) -> str:
        """What a link to it tells: `PDF, 312 KB, 8 pages`. Empty where we do not have it."""
        return facts_in_words(FileKind(self.kind), cast(int, self.size), self.pages) if self.file else ""

    @property
    def kind_facts(self) -> FileKind | None:
        return FileKind(self.kind) if self.kind else None


class FilePage(models.Model):
    """A page, slide, sheet or section of a file, as text taken from it."""

    file = models.ForeignKey(EditionFile, on_delete=models.CASCADE, related_name="text_pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=200, help_text="“Page 12”, “Slide 3”, or the heading of a section.")
    anchor = models.SlugField(max_length=40, help_text="Where it stands in the text view: page-12.")
    html = models.TextField(blank=True)
    text = models.TextField(blank=True)
    furniture = models.TextField("running heads and feet", blank=True)
    confidence = models.PositiveSmallIntegerField(
        null=True, help_text="Of a text that a machine read from a picture: 0 to 100. Empty: the file has it as text."
    )
    is_cut = models.BooleanField("longer than what is kept", default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="resources_page_once_a_file"),
            models.CheckConstraint(condition=Q(number__gte=1), name="resources_pages_from_one"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def place_in_text(self) -> str:
        """What its address has behind that of the text, which is shown `PAGES_AT_ONCE` at a time."""
        part = (self.number - 1) // PAGES_AT_ONCE + 1
        return f"{f'?page={part}' if part > 1 else ''}#{self.anchor}"


class FormerFile(models.Model):
    """Bytes that a file had before a correction: their address and digest go on being answered, truthfully."""

    file = models.ForeignKey(EditionFile, on_delete=models.CASCADE, related_name="former_files")
    sha256 = models.CharField("digest", max_length=64, db_index=True)
    name = models.CharField("file name", max_length=120)
    replaced_at = models.DateTimeField(auto_now_add=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-replaced_at"]
        constraints = [models.UniqueConstraint(fields=["file", "sha256"], name="resources_former_file_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where its bytes are kept, for the day on which somebody asks what readers had."""
        return content_name(self.sha256, self.name)


def note_for_sweeping(*places: str) -> None:
    """Once the transaction is through, let the store look some day whether anybody still names these."""
    for place in filter(None, places):
        transaction.on_commit(partial(content_store().note, place), robust=True)


def file_deleted(instance: EditionFile, **kwargs: Any) -> None:
    if not instance.edition.readers_had_it:
        note_for_sweeping(str(instance.file), str(instance.picture))
