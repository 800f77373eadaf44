from django.db import migrations, models

# The terms that the site came with, as they are called about in lscb_site/content/glossary_calls.csv.
FRONT_DOOR = [
    line.strip()
    for line in """
        CSE
        CCE
        CSA
        child abuse
        neglect
        emotional abuse
        physical abuse
        significant harm
        MASH
        front door
        referral
        safeguarding concern
        children’s social care
        out of hours
        emergency
        CP
        UASC
        private fostering
        FGM
        forced marriage
        HBA
        DA
        coercive control
        modern slavery
        county lines
        gangs
        serious youth violence
        contextual safeguarding
        missing child
        grooming
        sharing nudes
        child-on-child abuse
        HSB
        Prevent duty
        FII
        faith-based abuse
    """.strip().splitlines()
]


def say_whom_to_call(apps, schema_editor):
    terms = apps.get_model("search", "GlossaryTerm").objects.using(schema_editor.connection.alias)
    terms.filter(term__in=FRONT_DOOR).update(call="front_door")
    terms.filter(term="LADO").update(call="lado")


class Migration(migrations.Migration):
    dependencies = [("search", "0004_texts_and_what_is_shown")]

    operations = [
        migrations.AddField(
            model_name="glossaryterm",
            name="call",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Nobody in particular"),
                    ("front_door", "The child’s council, and 999 in danger"),
                    ("lado", "The LADO of the borough"),
                ],
                default="",
                help_text="Stands with the meaning, where somebody who meets this should call about it.",
                max_length=10,
                verbose_name="whom to call",
            ),
        ),
        migrations.AddConstraint(
            model_name="glossaryterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("call__in", ["", "front_door", "lado"])),
                name="search_term_is_called_about_as_known",
            ),
        ),
        migrations.RunPython(say_whom_to_call, migrations.RunPython.noop),
    ]
