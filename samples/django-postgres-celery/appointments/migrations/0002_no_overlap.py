from django.contrib.postgres.operations import AddIndexConcurrently, BtreeGistExtension
from django.db import migrations, models

NO_OVERLAP = """
ALTER TABLE appointments_appointment
    ADD CONSTRAINT appointment_no_overlap
    EXCLUDE USING gist (practitioner_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status <> 'cancelled')
"""


def close_open_ends(apps, schema_editor):
    appointment = apps.get_model("appointments", "Appointment")
    for row in appointment.objects.filter(ends_at__lte=models.F("starts_at")).iterator(500):
        row.status = "cancelled"
        row.save(update_fields=["status"])


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("appointments", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        migrations.RunPython(close_open_ends, migrations.RunPython.noop),
        migrations.RunSQL(
            NO_OVERLAP,
            "ALTER TABLE appointments_appointment DROP CONSTRAINT appointment_no_overlap",
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at"))
                | models.Q(status="cancelled"),
                name="appointment_ends_after_start",
            ),
        ),
        AddIndexConcurrently(
            model_name="appointment",
            index=models.Index(
                fields=["starts_at"],
                condition=models.Q(reminded_at__isnull=True),
                name="appointment_not_reminded",
            ),
        ),
    ]
