"""Words in the search of messages carry their office, so that its own lists are short.

Before, each search also went through the list of all messages of the office. SQLite's index is made
anew, since the beginnings it keeps are four signs longer.
"""

from django.db import migrations

TRIGGERS = [
    """
    CREATE TRIGGER consultations_messagewords_in AFTER INSERT ON consultations_messagewords BEGIN
        INSERT INTO consultations_fts(rowid, words, marks)
        VALUES (new.message_id, new.words, new.marks);
    END
    """,
    """
    CREATE TRIGGER consultations_messagewords_out AFTER DELETE ON consultations_messagewords BEGIN
        INSERT INTO consultations_fts(consultations_fts, rowid, words, marks)
        VALUES ('delete', old.message_id, old.words, old.marks);
    END
    """,
    """
    CREATE TRIGGER consultations_messagewords_anew AFTER UPDATE ON consultations_messagewords BEGIN
        INSERT INTO consultations_fts(consultations_fts, rowid, words, marks)
        VALUES ('delete', old.message_id, old.words, old.marks);
        INSERT INTO consultations_fts(rowid, words, marks)
        VALUES (new.message_id, new.words, new.marks);
    END
    """,
]
_OFFICE = "(SELECT {office} FROM consultations_message m JOIN consultations_consultation c " \
    "ON c.id = m.consultation_id WHERE m.id = message_id)"
_ANEW = """
    UPDATE consultations_messagewords SET
        words = CASE WHEN words = '' THEN '' ELSE {office} || replace(words, ' ', ' ' || {office}) END,
        marks = substr(marks, {space} + 1)
"""
SQLITE = [
    "DROP TRIGGER consultations_messagewords_in",
    "DROP TRIGGER consultations_messagewords_out",
    "DROP TRIGGER consultations_messagewords_anew",
    "DROP TABLE consultations_fts",
    _ANEW.format(
        office=_OFFICE.format(office="printf('%04x', c.office_id)"), space="instr(marks, ' ')"
    ),
    """
    CREATE VIRTUAL TABLE consultations_fts USING fts5(
        words, marks, content='consultations_messagewords', content_rowid='message_id',
        tokenize='ascii', detail=column, columnsize=0, prefix='7 8'
    )
    """,
    "INSERT INTO consultations_fts(consultations_fts) VALUES ('rebuild')",
    *TRIGGERS,
]
POSTGRESQL = [
    _ANEW.format(
        office=_OFFICE.format(office="lpad(to_hex(c.office_id), 4, '0')"),
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
