"""The full-text index on the entries: FTS5 on SQLite, a text vector with GIN on PostgreSQL.

Words are folded and split before they come here (rules/search_words.py), so both indexes take them
as they are. A later migration that makes SQLite rebuild `catalogue_entry` must make the triggers anew.
"""

from django.db import migrations

SQLITE = [
    # detail=column: which column holds a word is asked, its place in the text is not.
    """
    CREATE VIRTUAL TABLE catalogue_fts USING fts5(
        title, roots, marks, body, content='catalogue_entry', content_rowid='item_id',
        tokenize='ascii', detail=column, columnsize=0
    )
    """,
    """
    CREATE TRIGGER catalogue_entry_in AFTER INSERT ON catalogue_entry BEGIN
        INSERT INTO catalogue_fts(rowid, title, roots, marks, body)
        VALUES (new.item_id, new.title, new.roots, new.marks, new.body);
    END
    """,
    """
    CREATE TRIGGER catalogue_entry_out AFTER DELETE ON catalogue_entry BEGIN
        INSERT INTO catalogue_fts(catalogue_fts, rowid, title, roots, marks, body)
        VALUES ('delete', old.item_id, old.title, old.roots, old.marks, old.body);
    END
    """,
    """
    CREATE TRIGGER catalogue_entry_anew AFTER UPDATE ON catalogue_entry BEGIN
        INSERT INTO catalogue_fts(catalogue_fts, rowid, title, roots, marks, body)
        VALUES ('delete', old.item_id, old.title, old.roots, old.marks, old.body);
        INSERT INTO catalogue_fts(rowid, title, roots, marks, body)
        VALUES (new.item_id, new.title, new.roots, new.marks, new.body);
    END
    """,
]

# Words of the title stand in the vector a second time behind a "^": asked for in titles only.
POSTGRESQL = [
    """
    ALTER TABLE catalogue_entry ADD COLUMN vector tsvector GENERATED ALWAYS AS (array_to_tsvector(
        array_remove(string_to_array(
            title || ' ' || roots || ' ' || body || ' ' || marks
            || ' ^' || replace(title || ' ' || roots, ' ', ' ^'), ' '), '')
    )) STORED
    """,
    "CREATE INDEX catalogue_entry_vector ON catalogue_entry USING gin (vector)",
]


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_start'),
    ]

    operations = [
        migrations.RunPython(make),
    ]
