from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_activation_and_demo"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="kind",
            field=models.CharField(
                choices=[("pegawai", "Pegawai"), ("mitra", "Mitra pengembangan kompetensi")],
                default="pegawai",
                max_length=10,
            ),
        ),
    ]
