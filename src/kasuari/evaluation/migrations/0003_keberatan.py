"""Clocks, the atasan's way and objections; what a signature and a decision cover stays as it is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SIGNED = (
    *("skp_id", "periode_evaluasi_id", "pegawai_id", "penilai_id", "atasan_penilai_id"),
    *("jalur", "jalur_code", "capaian_level", "capaian_unit_nama"),
    *("rating_hasil_kerja", "alasan_hasil_kerja", "rating_perilaku_kerja", "alasan_perilaku_kerja"),
    *("rekomendasi", "predikat", "predikat_code", "edition", "fakta"),
    *("rated_at", "rated_by_id", "signed_at", "signed_by_id"),
)
DECIDED = (
    *("evaluasi_id", "pegawai_id", "penilai_id", "atasan_id", "state"),
    *("alasan", "filed_at", "filed_by_id", "penjelasan_penilai", "explained_at", "penjelasan_pegawai"),
    *("tanpa_penjelasan", "keputusan", "pertimbangan", "rekomendasi"),
    *("rating_hasil_kerja", "rating_perilaku_kerja", "predikat", "predikat_code", "edition"),
    *("decided_at", "decided_by_id"),
)
# (trigger, table, when it is closed, what then stands still, what it says)
GUARDS = (
    (
        "evaluation_signed_is_immutable",
        "evaluation_evaluasi",
        "OLD.state <> 'dinilai'",
        "NEW.state = 'dinilai'",
        SIGNED,
        "a signed evaluation does not change",
    ),
    (
        "evaluation_decided_is_immutable",
        "evaluation_keberatan",
        "OLD.state IN ('diputus', 'dicabut')",
        "NEW.state <> OLD.state",
        DECIDED,
        "a decided objection does not change",
    ),
)


def guard(apps, schema_editor):
    unguard(apps, schema_editor)
    for name, table, closed, back, covered, message in GUARDS:
        if schema_editor.connection.vendor == "postgresql":
            changed = " OR ".join(f"OLD.{item}::text IS DISTINCT FROM NEW.{item}::text" for item in covered)
            schema_editor.execute(
                f"""
                CREATE FUNCTION {name}() RETURNS trigger AS $$
                BEGIN
                    IF {closed} AND ({back} OR {changed}) THEN
                        RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                END $$ LANGUAGE plpgsql
                """
            )
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            changed = " OR ".join(f"OLD.{item} IS NOT NEW.{item}" for item in covered)
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} "
                f"WHEN {closed} AND ({back} OR {changed}) BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )


def unguard(apps, schema_editor):
    for name, table, *_rest in GUARDS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")
        else:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def fill_predikat_berlaku(apps, schema_editor):
    Evaluasi = apps.get_model("evaluation", "Evaluasi")
    Evaluasi.objects.exclude(predikat="").update(predikat_berlaku=models.F("predikat"))


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0002_signed_is_immutable'),
        ('foundation', '0002_hari_libur_data'),
        ('organisation', '0003_duties'),
        ('planning', '0005_pustaka'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BuktiKeberatan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nama', models.CharField(max_length=200)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'bukti keberatan',
            },
        ),
        migrations.CreateModel(
            name='Gangguan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wilayah', models.CharField(max_length=200)),
                ('alasan', models.CharField(max_length=300)),
                ('start_at', models.DateTimeField()),
                ('end_at', models.DateTimeField()),
                ('declared_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'gangguan sistem',
            },
        ),
        migrations.CreateModel(
            name='GangguanUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'unit yang terganggu',
            },
        ),
        migrations.CreateModel(
            name='Keberatan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('diajukan', 'Diajukan'), ('dijelaskan', 'Sudah dijelaskan penilai'), ('diputus', 'Diputus'), ('dicabut', 'Dicabut')], default='diajukan', max_length=12)),
                ('alasan', models.TextField()),
                ('filed_at', models.DateTimeField()),
                ('penjelasan_penilai', models.TextField(blank=True)),
                ('explained_at', models.DateTimeField(blank=True, null=True)),
                ('penjelasan_pegawai', models.TextField(blank=True)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('tanpa_penjelasan', models.TextField(blank=True)),
                ('keputusan', models.CharField(blank=True, choices=[('menguatkan', 'Menguatkan hasil evaluasi'), ('mengubah', 'Mengubah hasil evaluasi')], max_length=10)),
                ('pertimbangan', models.TextField(blank=True)),
                ('rekomendasi', models.TextField(blank=True)),
                ('rating_hasil_kerja', models.CharField(blank=True, choices=[('diatas', 'Diatas Ekspektasi'), ('sesuai', 'Sesuai Ekspektasi'), ('dibawah', 'Dibawah Ekspektasi')], max_length=8)),
                ('rating_perilaku_kerja', models.CharField(blank=True, choices=[('diatas', 'Diatas Ekspektasi'), ('sesuai', 'Sesuai Ekspektasi'), ('dibawah', 'Dibawah Ekspektasi')], max_length=8)),
                ('predikat', models.CharField(blank=True, choices=[('sangat_baik', 'Sangat Baik'), ('baik', 'Baik'), ('butuh_perbaikan', 'Butuh Perbaikan'), ('kurang', 'Kurang/Misconduct'), ('sangat_kurang', 'Sangat Kurang')], max_length=16)),
                ('predikat_code', models.CharField(blank=True, max_length=80)),
                ('edition', models.CharField(blank=True, max_length=40)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('penilai_signed_at', models.DateTimeField(blank=True, null=True)),
                ('pegawai_signed_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'keberatan',
            },
        ),
        migrations.CreateModel(
            name='Pengingat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('last_date', models.DateField()),
                ('sent_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'pengingat',
            },
        ),
        migrations.RemoveConstraint(
            model_name='evaluasi',
            name='evaluasi_signed_complete',
        ),
        migrations.AddField(
            model_name='evaluasi',
            name='jalur',
            field=models.CharField(choices=[('penilai', 'Pejabat penilai kinerja'), ('atasan', 'Atasan pejabat penilai kinerja')], default='penilai', max_length=8),
        ),
        migrations.AddField(
            model_name='evaluasi',
            name='jalur_code',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='evaluasi',
            name='predikat_berlaku',
            field=models.CharField(blank=True, choices=[('sangat_baik', 'Sangat Baik'), ('baik', 'Baik'), ('butuh_perbaikan', 'Butuh Perbaikan'), ('kurang', 'Kurang/Misconduct'), ('sangat_kurang', 'Sangat Kurang')], max_length=16),
        ),
        migrations.RunPython(fill_predikat_berlaku, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='evaluasi',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'dinilai'), models.Q(models.Q(('rating_hasil_kerja', ''), _negated=True), models.Q(('rating_perilaku_kerja', ''), _negated=True), models.Q(('predikat', ''), _negated=True), models.Q(('predikat_berlaku', ''), _negated=True), models.Q(('edition', ''), _negated=True)), _connector='OR'), name='evaluasi_signed_complete'),
        ),
        migrations.AddField(
            model_name='buktikeberatan',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='buktikeberatan',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.storedfile'),
        ),
        migrations.AddField(
            model_name='gangguan',
            name='declared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='gangguan',
            name='instansi',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.instansi'),
        ),
        migrations.AddField(
            model_name='gangguan',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='gangguanunit',
            name='gangguan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='units', to='evaluation.gangguan'),
        ),
        migrations.AddField(
            model_name='gangguanunit',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unitkerja'),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='atasan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.pegawai'),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='evaluasi',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keberatan', to='evaluation.evaluasi'),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='explained_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='filed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='pegawai',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.pegawai'),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='pegawai_signed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='penilai',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.pegawai'),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='penilai_signed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='replied_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='keberatan',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='buktikeberatan',
            name='keberatan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bukti', to='evaluation.keberatan'),
        ),
        migrations.AddConstraint(
            model_name='gangguan',
            constraint=models.CheckConstraint(condition=models.Q(('end_at__gt', models.F('start_at'))), name='gangguan_dates'),
        ),
        migrations.AddConstraint(
            model_name='gangguan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='gangguan_withdrawn_pair'),
        ),
        migrations.AddConstraint(
            model_name='gangguanunit',
            constraint=models.UniqueConstraint(fields=('gangguan', 'unit'), name='gangguan_unit_once'),
        ),
        migrations.AddIndex(
            model_name='keberatan',
            index=models.Index(fields=['state', 'atasan'], name='keberatan_waiting'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'dicabut'), _negated=True), fields=('evaluasi',), name='keberatan_once'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('atasan', models.F('pegawai')), _negated=True), models.Q(('atasan', models.F('penilai')), _negated=True)), name='keberatan_not_self'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'diputus'), _negated=True), models.Q(models.Q(('keputusan', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='keberatan_decided_complete'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('keputusan', 'mengubah'), _negated=True), models.Q(models.Q(('rating_hasil_kerja', ''), _negated=True), models.Q(('rating_perilaku_kerja', ''), _negated=True), models.Q(('predikat', ''), _negated=True)), _connector='OR'), name='keberatan_changed_complete'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('explained_at__isnull', True), ('explained_by__isnull', True)), models.Q(('explained_at__isnull', False), ('explained_by__isnull', False)), _connector='OR'), name='keberatan_explained_pair'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('replied_at__isnull', True), ('replied_by__isnull', True)), models.Q(('replied_at__isnull', False), ('replied_by__isnull', False)), _connector='OR'), name='keberatan_replied_pair'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='keberatan_decided_pair'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('penilai_signed_at__isnull', True), ('penilai_signed_by__isnull', True)), models.Q(('penilai_signed_at__isnull', False), ('penilai_signed_by__isnull', False)), _connector='OR'), name='keberatan_penilai_signed_pair'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('pegawai_signed_at__isnull', True), ('pegawai_signed_by__isnull', True)), models.Q(('pegawai_signed_at__isnull', False), ('pegawai_signed_by__isnull', False)), _connector='OR'), name='keberatan_pegawai_signed_pair'),
        ),
        migrations.AddConstraint(
            model_name='keberatan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='keberatan_withdrawn_pair'),
        ),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
