"""The database's own rule that the audit record is append-only, whoever asks it to break it.

A row is never changed, the table never emptied, and a row deleted only when it is older than the period that an
Administrator has set (`KeptFor`). Made anew after every `migrate`, because SQLite loses triggers whenever Django makes
a table over, and taken away before it, because SQLite renames no table that a trigger names.
"""

from typing import Any

from django.db import connections

from lscb_site.audit.models import USUAL, Entry, KeptFor

REFUSAL = "The audit record is append-only."
TABLE, PERIOD = Entry._meta.db_table, KeptFor._meta.db_table

KEPT = f"COALESCE((SELECT months FROM {PERIOD}), {USUAL})"  # noqa: S608 - names of tables
POSTGRESQL = (
    f"""
    CREATE OR REPLACE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at < now() - make_interval(months => {KEPT}) THEN
                RETURN OLD;
            END IF;
        END IF;
        RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
    END
    $$
    """,
    f"CREATE TRIGGER audit_rows_stay BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()",
    f"CREATE TRIGGER audit_table_stays BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()",
)
SQLITE = (
    f"CREATE TRIGGER audit_rows_stay BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_table_stays BEFORE DELETE ON {TABLE} "
    f"WHEN OLD.at >= datetime('now', '-' || {KEPT} || ' months') BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)


def lifting(vendor: str) -> list[str]:
    """The statements that take the rule away."""
    on_table = f" ON {TABLE}" if vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {name}{on_table}" for name in ("audit_rows_stay", "audit_table_stays")]


def hold(using: str, **kwargs: Any) -> None:
    """Make the rule, once both tables are there. Safe to repeat."""
    connection = connections[using]
    with connection.cursor() as cursor:
        if {TABLE, PERIOD} <= set(connection.introspection.table_names(cursor)):
            making = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
            for statement in [*lifting(connection.vendor), *making]:
                cursor.execute(statement)


def lift(using: str, **kwargs: Any) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in lifting(connection.vendor):
            cursor.execute(statement)
