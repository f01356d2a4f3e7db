"""The full-text index on words of messages: FTS5 on SQLite, a text vector with GIN on PostgreSQL.

Words are folded and split before they come here (rules/search_words.py). A later migration that
makes SQLite rebuild `consultations_messagewords` must make the triggers anew.
"""

from django.db import migrations

SQLITE = [
    # detail=column: which column holds a word is asked, its place in the text is not.
    """
    CREATE VIRTUAL TABLE consultations_fts USING fts5(
        words, marks, content='consultations_messagewords', content_rowid='message_id',
        tokenize='ascii', detail=column, columnsize=0, prefix='3 4'
    )
    """,
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

# Marks stand in the vector behind a "^", so that no typed word can be one.
POSTGRESQL = [
    """
    ALTER TABLE consultations_messagewords ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(
        array_remove(string_to_array(words || ' ^' || replace(marks, ' ', ' ^'), ' '), '')
    )) STORED
    """,
    """
    CREATE INDEX consultations_messagewords_vector ON consultations_messagewords USING gin (vector)
    """,
]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0002_indexes_words_handovers"),
    ]

    operations = [
        migrations.RunPython(make),
    ]
