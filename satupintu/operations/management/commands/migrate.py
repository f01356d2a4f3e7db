"""Django's `migrate`, which does not walk an empty database through the whole history."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from satupintu.operations.actions.laying import lay_tables


class Command(migrate.Command):
    """See docs/decisions/an-empty-database.md. Whoever has data goes through every change."""

    def handle(self, *labels: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        whole = not (options["app_label"] or options["plan"] or options["check_unapplied"])
        if whole and not MigrationRecorder(connection).has_table():
            lay_tables(connection)
            if options["verbosity"]:
                self.stdout.write("The database was empty: it has the tables of this version now.")
        super().handle(*labels, **options)
