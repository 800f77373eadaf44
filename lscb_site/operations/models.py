from django.db import models
from django.db.models import Q


class Heartbeat(models.Model):
    """When a process was last heard of. Several workers share a row: one that runs is enough."""

    class Process(models.TextChoices):
        WORKER = "worker", "The worker"
        CLOCK = "clock", "The clock"

    process = models.CharField(max_length=10, primary_key=True, choices=Process.choices)
    heard_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=Q(process__in=["worker", "clock"]), name="operations_known_process")
        ]

    def __str__(self) -> str:
        return f"{self.get_process_display()}, {self.heard_at:%H:%M:%S}"
