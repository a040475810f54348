"""What a database and a host still lack for real use. Needs Django to be set up."""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import Error

from alongside.config import database, env, front_end


def missing(environment: env.Environment) -> list[str]:
    """One sentence for each thing that is missing beyond the environment, with how to mend it."""
    lacks = []
    if not (front_end.SERVED / "staticfiles.json").exists():
        lacks.append("The front end is not built: run `alongside assets`.")
    if environment.database:
        lacks += _of_database("default", "DATABASE_URL")
    if environment.sealer_database:
        lacks += _of_role("sealer", "DATABASE_SEALER_URL")
    try:
        settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        lacks.append(f"ALONGSIDE_FILES cannot be written to ({error.strerror}): {settings.MEDIA_ROOT}.")
    return lacks


def _of_database(alias: str, name: str) -> list[str]:
    lacks = _of_role(alias, name)
    if lacks and lacks[0].startswith(f"{name} does not answer"):
        return lacks
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        if cursor.fetchone()[0] < database.OLDEST_POSTGRESQL:
            lacks.append(f"{name} is older than PostgreSQL 15: upgrade it.")
        cursor.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return [*lacks, "The database has no tables: run `alongside migrate`."]
        cursor.execute("SELECT current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on'")
        if not cursor.fetchone()[0]:
            lacks.append("The database may lose what it acknowledged: set fsync and full_page_writes on.")
    executor = MigrationExecutor(connections[alias])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        lacks.append(f"{len(waiting)} migrations are not applied: run `alongside migrate`.")
    return lacks


def _of_role(alias: str, name: str) -> list[str]:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolsuper OR rolbypassrls, EXISTS (SELECT FROM pg_class WHERE relowner = r.oid),"
                " rolname FROM pg_roles r WHERE rolname = current_user"
            )
            passes, owns, role = cursor.fetchone()
    except Error as error:
        return [f"{name} does not answer: {str(error).splitlines()[0]}"]
    lacks = []
    if passes:
        lacks.append(
            f"{name} connects as {role}, which passes row security: ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS."
        )
    if owns:
        lacks.append(f"{name} connects as {role}, which owns tables: let DATABASE_OWNER_URL's role own them.")
    return lacks
