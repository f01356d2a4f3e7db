from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("consultations", "0006_closed_as_complaint")]

    operations = [
        migrations.RunSQL(
            "UPDATE consultations_dataneed SET level = 'kabupaten' WHERE level = 'kabupaten/kota'",
            migrations.RunSQL.noop,
            elidable=True,
        ),
    ]
