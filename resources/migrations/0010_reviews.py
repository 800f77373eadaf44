import lscb_site.text.job_roles
from django.db import migrations, models


def move(apps, schema_editor):
    """Each day of a review becomes the next check of a row that says who looks after the document."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="resources", model="document")
    reviews = apps.get_model("reviews", "Review").objects
    days = apps.get_model("resources", "Document").objects.exclude(review_on=None).values_list("pk", "review_on")
    for pk, day in days:
        reviews.get_or_create(content_type=kind, object_id=pk, defaults={"next_check": day})


def move_back(apps, schema_editor):
    reviews = apps.get_model("reviews", "Review").objects
    documents = apps.get_model("resources", "Document").objects
    of_documents = reviews.filter(content_type__app_label="resources", content_type__model="document")
    for pk, day in of_documents.exclude(next_check=None).values_list("object_id", "next_check"):
        documents.filter(pk=pk).update(review_on=day)


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0009_withdrawn_and_led_on'),
        ('reviews', '0001_reviews'),
    ]

    operations = [
        migrations.RunPython(move, move_back),
        migrations.RemoveField(
            model_name='document',
            name='review_on',
        ),
        migrations.AlterField(
            model_name='document',
            name='owner',
            field=models.CharField(blank=True, help_text='The role that keeps it true, such as “Policy officer”: not a name.', max_length=120, validators=[lscb_site.text.job_roles.refuse_a_name], verbose_name='kept by'),
        ),
    ]
