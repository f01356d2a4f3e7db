"""An empty database gets the tables of this version in one piece."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def lay_tables(connection: BaseDatabaseWrapper) -> None:
    """Every table, index and trigger stands; the migrations that would have made them are noted.

    All of it or, when anything fails, nothing: both databases take a made table back.
    """
    executor = MigrationExecutor(connection)
    plan = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    with connection.schema_editor() as editor:
        for app in apps.get_app_configs():
            for model in router.get_migratable_models(app, connection.alias):
                editor.create_model(model)
        while editor.deferred_sql:
            editor.execute(editor.deferred_sql.pop(0))
        today = ProjectState.from_apps(apps)
        for label, operation in _beyond_models(plan):
            operation.database_forwards(label, editor, today, today)
        executor.recorder.ensure_schema()
        for migration in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def _beyond_models(plan: Iterable[Migration]) -> Iterator[tuple[str, Operation]]:
    """What no model says, such as the full-text index; `elidable` work is on rows of the past."""
    for migration in plan:
        for operation in migration.operations:
            if isinstance(operation, RunPython | RunSQL) and not operation.elidable:
                yield migration.app_label, operation
