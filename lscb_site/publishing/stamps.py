"""A word for each subject that is another one after every change of its tables.

What a process has worked out from a subject's rows stays true while the stamp it read before is still there. The
database itself writes it, by triggers, in the transaction of the change: a queryset's `update()`, a bulk insert and a
statement typed by hand raise it as a form does. A stamp is drawn at random, so none comes back after a rollback.
"""

import secrets

from django.db import connection, connections, models

STATEMENTS = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS {name}_{verb}",
        "CREATE TRIGGER {name}_{verb} AFTER {verb} ON {table} BEGIN"
        " UPDATE publishing_stamp SET value = hex(randomblob(8)) WHERE subject = '{subject}'; END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION publishing_stamp_anew() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " UPDATE publishing_stamp SET value = md5(random()::text || clock_timestamp()::text)"
        " WHERE subject = TG_ARGV[0];"
        " RETURN NULL; END $$",
        "CREATE OR REPLACE TRIGGER {name}_{verb} AFTER {verb} ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION publishing_stamp_anew('{subject}')",
    ],
}


class Stamp(models.Model):
    subject = models.CharField(primary_key=True, max_length=40)
    value = models.CharField(max_length=32)

    class Meta:
        app_label = "publishing"
        default_permissions = ()

    def __str__(self):
        return f"{self.subject}: {self.value}"


def stamp_of(subject: str) -> str | None:
    """Today's stamp of a subject; None where nothing keeps one, so that nothing can be kept by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM publishing_stamp WHERE subject = %s", [subject])
        row = cursor.fetchone()
    return row[0] if row else None


def keep_stamp(subject: str, *stored, using="default"):
    """Have the database stamp `subject` anew with every change of the tables of these models. Safe to repeat.

    Done after every `migrate`, because SQLite drops a table's triggers when a migration makes it anew.
    """
    database = connections[using]
    tables = [model._meta.db_table for model in stored]
    if not {*tables, Stamp._meta.db_table} <= set(database.introspection.table_names()):
        return  # `migrate` of one app alone: the others are still to come
    with database.cursor() as cursor:
        for table in tables:
            for verb in ("INSERT", "UPDATE", "DELETE"):
                for statement in STATEMENTS[database.vendor]:
                    cursor.execute(statement.format(name=f"{table}_stamp", verb=verb, table=table, subject=subject))
    Stamp.objects.using(using).get_or_create(subject=subject, defaults={"value": secrets.token_hex(8)})
