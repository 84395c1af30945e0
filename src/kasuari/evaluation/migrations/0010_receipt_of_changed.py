"""After a decision that changes, the receipt is that of D.1.3 (PermenPANRB 6/2022, Lampiran BAB V B.7)."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef


def of_the_new_document(apps, schema_editor):
    Evaluasi = apps.get_model("evaluation", "Evaluasi")
    Keberatan = apps.get_model("evaluation", "Keberatan")
    changing = Keberatan.objects.filter(evaluasi=OuterRef("pk"), keputusan="mengubah")
    for state, received in (("diterima", False), ("diubah", True)):
        decided = changing.filter(pegawai_signed_at__isnull=received)
        Evaluasi.objects.filter(Exists(decided)).update(state=state)


def of_the_first_document(apps, schema_editor):
    Evaluasi = apps.get_model("evaluation", "Evaluasi")
    for state, received in (("diterima", False), ("disampaikan", True)):
        Evaluasi.objects.filter(state="diubah", acknowledged_at__isnull=received).update(state=state)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0009_batas_pimpinan")]
    operations = [
        migrations.AlterField(
            model_name="evaluasi",
            name="state",
            field=models.CharField(
                choices=[
                    ("dinilai", "Sedang dinilai"),
                    ("ditandatangani", "Ditandatangani penilai"),
                    ("disampaikan", "Disampaikan"),
                    ("diterima", "Diterima pegawai"),
                    ("diubah", "Diubah, menunggu tanda terima"),
                ],
                default="dinilai",
                max_length=16,
            ),
        ),
        migrations.RunPython(of_the_new_document, of_the_first_document),
    ]
