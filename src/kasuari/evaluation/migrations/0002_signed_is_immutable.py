"""The database itself refuses to change what a signature covers (PermenPANRB 6/2022, Lampiran BAB V).

A later migration that rebuilds the table on SQLite has to run `guard` again.
"""

from django.db import migrations

COVERED = (
    "skp_id",
    "periode_evaluasi_id",
    "pegawai_id",
    "penilai_id",
    "atasan_penilai_id",
    "capaian_level",
    "capaian_unit_nama",
    "rating_hasil_kerja",
    "alasan_hasil_kerja",
    "rating_perilaku_kerja",
    "alasan_perilaku_kerja",
    "rekomendasi",
    "predikat",
    "predikat_code",
    "edition",
    "fakta",
    "rated_at",
    "rated_by_id",
    "signed_at",
    "signed_by_id",
)
MESSAGE = "a signed evaluation does not change"


def guard(apps, schema_editor):
    unguard(apps, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        changed = " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in COVERED)
        schema_editor.execute(
            f"""
            CREATE FUNCTION evaluation_signed_is_immutable() RETURNS trigger AS $$
            BEGIN
                IF OLD.state <> 'dinilai' AND (NEW.state = 'dinilai' OR {changed}) THEN
                    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$ LANGUAGE plpgsql
            """
        )
        schema_editor.execute(
            "CREATE TRIGGER evaluation_signed_is_immutable BEFORE UPDATE ON evaluation_evaluasi "
            "FOR EACH ROW EXECUTE FUNCTION evaluation_signed_is_immutable()"
        )
    else:
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in COVERED)
        schema_editor.execute(
            "CREATE TRIGGER evaluation_signed_is_immutable BEFORE UPDATE ON evaluation_evaluasi "
            f"WHEN OLD.state <> 'dinilai' AND (NEW.state = 'dinilai' OR {changed}) "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS evaluation_signed_is_immutable ON evaluation_evaluasi")
        schema_editor.execute("DROP FUNCTION IF EXISTS evaluation_signed_is_immutable()")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS evaluation_signed_is_immutable")


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
