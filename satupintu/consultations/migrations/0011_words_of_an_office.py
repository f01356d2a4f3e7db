"""Words in the search of messages carry their office, so that its own lists are short.

Before, each search also went through the list of all messages of the office. SQLite's index is made
anew, since the beginnings it keeps are four signs longer.
"""

from importlib import import_module

from django.db import migrations

TABLE, *TRIGGERS = import_module("satupintu.consultations.migrations.0003_full_text").SQLITE
OFFICE = """(
    SELECT {width} FROM consultations_message m
    JOIN consultations_consultation c ON c.id = m.consultation_id WHERE m.id = message_id
)"""
ANEW = """
    UPDATE consultations_messagewords SET marks = substr(marks, {space} + 1),
    words = CASE words WHEN '' THEN '' ELSE {office} || replace(words, ' ', ' ' || {office}) END
"""
SQLITE = [
    "DROP TRIGGER consultations_messagewords_in",
    "DROP TRIGGER consultations_messagewords_out",
    "DROP TRIGGER consultations_messagewords_anew",
    "DROP TABLE consultations_fts",
    ANEW.format(
        office=OFFICE.format(width="printf('%04x', c.office_id)"), space="instr(marks, ' ')"
    ),
    TABLE.replace("prefix='3 4'", "prefix='7 8'"),
    "INSERT INTO consultations_fts(consultations_fts) VALUES ('rebuild')",
    *TRIGGERS,
]
POSTGRESQL = [
    ANEW.format(
        office=OFFICE.format(width="lpad(to_hex(c.office_id), 4, '0')"),
        space="position(' ' in marks)",
    )
]


def anew(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0010_fewer_indexes"),
    ]

    operations = [
        migrations.RunPython(anew),
    ]
