"""Files of consultations that another office answers by now are opened there.

Handing over did not always take them along: they lay at the office that no longer had the case.
"""

from django.db import migrations


def bring(apps, schema_editor):
    """Each handed-over consultation has its files at its own office; rows that are right stay."""
    handovers = apps.get_model("consultations", "Handover").objects
    files = apps.get_model("files", "StoredFile").objects
    moved = handovers.values_list("consultation_id", "consultation__office_id").distinct()
    for pk, office_id in moved.order_by("consultation_id"):
        stayed = files.filter(owner=f"consultation:{pk}").exclude(office_id=office_id)
        stayed.update(office_id=office_id)


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0008_erased"),
        ("files", "0001_start"),
    ]

    operations = [
        migrations.RunPython(bring, migrations.RunPython.noop, elidable=True),
    ]
