from django.db import migrations, models


class Migration(migrations.Migration):
    """Rounds that were planned before they could remind by themselves do not begin to."""

    dependencies = [
        ("feedback", "0003_kartu_irama_kata"),
    ]

    operations = [
        migrations.AddField(
            model_name="putaran",
            name="pengingat",
            field=models.JSONField(default=list),
        ),
    ]
