"""The database itself refuses to change or remove a row of the ledger or a seal, on either engine.

A later migration that rebuilds one of the tables on SQLite has to run `guard` again.
"""

from django.db import migrations

TABLES = ("audit_auditentry", "audit_auditseal")
MESSAGE = "the audit ledger is append-only"


def guard(apps, schema_editor):
    unguard(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""
            CREATE FUNCTION audit_append_only() RETURNS trigger AS $$
            BEGIN
                RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
            END $$ LANGUAGE plpgsql
            """
        )
        for table in TABLES:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit_append_only()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
            )
        return
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        # INSERT OR REPLACE removes the row in its way without asking the trigger for DELETE.
        same = "id = NEW.id" if table == TABLES[0] else "id = NEW.id OR last_entry_id = NEW.last_entry_id"
        schema_editor.execute(
            f"CREATE TRIGGER {table}_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_rows ON {table}")
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_truncate ON {table}")
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_append_only()")
        return
    for table in TABLES:
        for act in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{act}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
