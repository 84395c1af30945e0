"""Seed the working-day calendar with the national days that are known; the agency edits them afterwards."""

import csv
from datetime import date
from importlib.resources import files

from django.db import migrations


def seed(apps, schema_editor):
    HariLibur = apps.get_model("foundation", "HariLibur")
    source = files("kasuari.foundation") / "data" / "hari_libur.csv"
    with source.open(encoding="utf-8", newline="") as lines:
        HariLibur.objects.bulk_create(
            HariLibur(
                date=date.fromisoformat(row["tanggal"]),
                nama=row["nama"],
                jenis=row["jenis"],
                dasar=row["dasar"],
                berlaku=row["berlaku"] == "ya",
            )
            for row in csv.DictReader(lines)
        )


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
