from __future__ import annotations

import django.utils.timezone
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def start_from_creation(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Cookies were sent once, when a guest was made: hers ends as long after that as it always did."""
    apps.get_model("accounts", "Guest").objects.update(last_seen_at=models.F("created_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="guest",
            name="last_seen_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.RunPython(start_from_creation, migrations.RunPython.noop),
    ]
