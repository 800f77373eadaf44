from django.db import models
from django.db.models import F, Q


class Heartbeat(models.Model):
    """When a process was last heard of. Several workers share a row: one that runs is enough. Of several clocks one has
    its turn, and its row says which."""

    class Process(models.TextChoices):
        WORKER = "worker", "The worker"
        CLOCK = "clock", "The clock"

    process = models.CharField(max_length=10, primary_key=True, choices=Process.choices)
    heard_at = models.DateTimeField()
    host = models.CharField(
        max_length=255, blank=True, db_default="", help_text="Of the clock: the name of the host whose turn it is."
    )

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(process__in=["worker", "clock"]), name="operations_known_process")
        ]

    def __str__(self) -> str:
        return f"{self.get_process_display()}, {self.heard_at:%H:%M:%S}"


class Backup(models.Model):
    """A backup that was finished. The row is for whoever asks how old the last one is: what it holds, its own manifest
    says. It is written after the database was copied, so no backup holds its own row."""

    name = models.CharField(max_length=40, unique=True, help_text="Of its folder: the moment it began, in UTC.")
    place = models.CharField(max_length=300, help_text="The folder or bucket, without a key or a password.")
    began_at = models.DateTimeField()
    made_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, help_text="When it was last restored beside the site and compared.")
    files = models.PositiveIntegerField(help_text="How many stored files it holds.")
    size = models.PositiveBigIntegerField(help_text="In bytes, with what it shares with earlier ones.")
    is_encrypted = models.BooleanField()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_at__gte=F("began_at")), name="operations_backup_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return self.name
