"""A finding says of which bytes it was found. What was found before is of the bytes that its file has now."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_the_bytes(apps, schema_editor):
    finding = apps.get_model("resources", "PrivateFinding")
    file = apps.get_model("resources", "EditionFile")
    now = file.objects.filter(pk=OuterRef("file")).values("sha256")[:1]
    finding.objects.update(of_sha256=Subquery(now))


class Migration(migrations.Migration):
    dependencies = [("resources", "0007_private_content")]

    operations = [
        migrations.AlterField(
            model_name="editionfile",
            name="shows_notes",
            field=models.BooleanField(
                default=False,
                help_text="Of a presentation, said by a publisher: its notes stand in the text view and are searched. "
                "Leave it off unless they were written for readers. The file itself holds them either way.",
                verbose_name="speaker notes are for readers",
            ),
        ),
        migrations.AddField(
            model_name="privatefinding",
            name="of_sha256",
            field=models.CharField(default="", editable=False, max_length=64, verbose_name="digest of the file"),
            preserve_default=False,
        ),
        migrations.RunPython(name_the_bytes, migrations.RunPython.noop),
    ]
