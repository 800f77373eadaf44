from django.db import migrations, models

FIELDS = [
    ("authority", "Authority"),
    ("board", "Board"),
    ("purpose", "Purpose"),
    ("name", "Name"),
    ("phone", "Telephone"),
    ("phone_note", "Note on the telephone"),
    ("email", "E-mail"),
    ("web", "Web page"),
    ("lines", "Opening hours"),
    ("hours_note", "Note on its hours"),
    ("hours", "Hours"),
    ("note", "Note"),
]
GUARDED = ["authority", "board", "purpose", "name", "phone", "phone_note", "email", "web", "hours_note", "note"]


def take_over(apps, schema_editor):
    """Each change had one field; it becomes the one value of that change."""
    changes = apps.get_model("lscb_contacts", "ProposedChange").objects.using(schema_editor.connection.alias)
    values = apps.get_model("lscb_contacts", "ProposedValue").objects.using(schema_editor.connection.alias)
    told = changes.order_by("pk").values("pk", "field", "before", "after")
    values.bulk_create(values.model(change_id=each.pop("pk"), **each) for each in told)


class Migration(migrations.Migration):
    dependencies = [("lscb_contacts", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ProposedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(choices=FIELDS, max_length=10)),
                ("before", models.TextField(blank=True, help_text="As it was stored when this was proposed.")),
                ("after", models.TextField(blank=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="values", to="lscb_contacts.proposedchange"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("change", "field"), name="contacts_a_change_has_a_field_once"),
                    models.CheckConstraint(
                        condition=models.Q(("field__in", [*GUARDED, "lines", "hours"])),
                        name="contacts_a_change_is_of_the_entry",
                    ),
                ],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="proposedchange", name="contacts_a_change_waits_once"),
        migrations.RemoveField(model_name="proposedchange", name="field"),
        migrations.RemoveField(model_name="proposedchange", name="before"),
        migrations.RemoveField(model_name="proposedchange", name="after"),
    ]
