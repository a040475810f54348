"""The one command line, ``alongside``: what this file defines, every subject's management commands, and Django's.

A file ``alongside/web/management/commands/verify_trail.py`` is ``alongside verify-trail`` without being named here. In
a copy without ``DATABASE_URL`` and ``ALONGSIDE_MODE`` commands speak to the demonstration: the embedded database is
started if it is down, and stopped by whoever leaves it last.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alongside.config import cluster, env

if TYPE_CHECKING:
    from alongside.config.backup import Restored

#: Django's own commands that are of use here; the rest would go round our walls or our way of migrating.
_DJANGO = {
    "check": "Check the settings and models for faults",
    "makemigrations": "Write migrations for changed models",
    "showmigrations": "List migrations, and which are applied",
    "sqlmigrate": "Show the SQL of a migration",
    "shell": "A Python shell with the application loaded",
}
_NEEDS_NO_DATABASE = {"check", "rules", "why-date"}
#: What asks the database all the same: the term dates of an area.
_ASKS_THE_DATABASE = "--area"


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command: one line of help, and what to run with the arguments behind its name."""

    help: str
    run: Callable[[list[str]], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command. Gives the exit status: 0 done, 1 failed or something is missing, 2 misused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    commands = _commands()
    if not given or given[0] in ("-h", "--help", "help"):
        sys.stdout.write(_help(commands))
        return 0
    if given[0] == "--version":
        from alongside import __version__

        sys.stdout.write(f"{__version__}\n")
        return 0
    name = given[0].replace("_", "-")
    if name not in commands:
        sys.stderr.write(f"There is no command {given[0]}. `alongside --help` lists them.\n")
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
    try:
        return commands[name].run(given[1:])
    except env.EnvironmentRefused as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 2
    except cluster.ClusterFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return failed.status


def _commands() -> dict[str, Command]:
    own = {
        "setup": Command("Make environment, database, front end and demonstration ready; do not serve", _setup),
        "demo": Command("The same, then serve the demonstration until Ctrl-C", _demo),
        "serve": Command("Serve the web (for real use; `alongside worker` runs beside it)", _serve),
        "worker": Command("Run queued and scheduled jobs, and seal the audit trail", _worker),
        "migrate": Command("Bring the database up to date, as the role that owns its tables", _migrate),
        "backup": Command("Write a backup of all rows, with a list of what is in it", _backup),
        "restore": Command("Restore a backup into an empty database, and verify it", _restore),
        "rehearse-restore": Command("Back up, restore into a throwaway database, count and verify; timed", _rehearse),
        "begin-segment": Command("Go on with the trail in a database that was restored by other means", _begin_segment),
        "check-deploy": Command("List what real use still lacks, and how to mend it", _check_deploy),
        "record-tables": Command(
            "Record what migrations do, beside them, for new databases (developers)", _record_tables
        ),
        "assets": Command("Build the front end, if it is not current", _assets),
        "test-database": Command("Make the tests' PostgreSQL ready, or remove it", _test_database),
        "remove": Command("Remove the databases of this copy: demonstration and tests", _remove),
    }
    django = {name: Command(text, _management(name)) for name, text in _DJANGO.items()}
    return dict(sorted({**django, **_found(), **own}.items()))


def _found() -> dict[str, Command]:
    """Management commands of the subjects. Their help is read from the source: importing Django takes a second."""
    found = {}
    for path in (env.BASE_DIR / "alongside").glob("*/management/commands/*.py"):
        if not path.stem.startswith("_"):
            found[path.stem.replace("_", "-")] = Command(_line_of_help(path), _management(path.stem))
    return found


def _line_of_help(path: Path) -> str:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "help" for t in node.targets):
            with contextlib.suppress(ValueError):
                return str(ast.literal_eval(node.value)).split("\n")[0]
    return ""


def _help(commands: dict[str, Command]) -> str:
    lines = ["alongside: one place where every agency works alongside a child", "", "usage: alongside COMMAND ...", ""]
    lines += [f"  {name:<22} {command.help}" for name, command in commands.items()]
    lines += ["", "`alongside COMMAND --help` says more. Settings come from the environment:", ""]
    lines += [f"  {name:<30} {meaning}" for name, meaning in env.VARIABLES.items()]
    return "\n".join(lines) + "\n"


# --- Where commands run --------------------------------------------------------------------------


def _demonstrate() -> env.Environment:
    """Read the environment, as the demonstration when it names neither a mode nor a database."""
    if not {"ALONGSIDE_MODE", "DATABASE_URL", "DATABASE_OWNER_URL"} & set(os.environ):
        os.environ["ALONGSIDE_MODE"] = "demonstration"
    return env.read()


@contextlib.contextmanager
def _database(environment: env.Environment) -> Iterator[Path | None]:
    """Hold the embedded database, where there is no other. Gives its folder."""
    if environment.production or environment.database:
        yield None
        return
    home = cluster.folder(environment.local, environment.mode)
    fast = cluster.TESTS if environment.mode == "test" else cluster.Kind()
    with cluster.use(home, fast):
        yield home


def _management(name: str) -> Callable[[list[str]], int]:
    """A Django management command, with the embedded database up while it runs."""

    def run(arguments: list[str]) -> int:
        environment = _demonstrate()
        needs_none = name.replace("_", "-") in _NEEDS_NO_DATABASE and _ASKS_THE_DATABASE not in arguments
        held = contextlib.nullcontext() if needs_none else _database(environment)
        with held:
            from django.core.management import ManagementUtility

            ManagementUtility([f"alongside {name.replace('_', '-')}", name, *arguments]).execute()
        return 0

    return run


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog=f"alongside {name}", description=description)


# --- Commands ------------------------------------------------------------------------------------


def _setup(arguments: list[str]) -> int:
    _parser("setup", "Make database, front end and demonstration ready; do not serve.").parse_args(arguments)
    environment = _as_demonstration()
    from alongside.config import supervisor

    return supervisor.setup(environment.local)


def _demo(arguments: list[str]) -> int:
    parser = _parser("demo", "Make everything ready and serve the demonstration on 127.0.0.1 until Ctrl-C.")
    parser.add_argument("--port", type=int, default=_port(), help="default: the variable PORT, else 8000")
    options = parser.parse_args(arguments)
    os.environ["PORT"] = str(options.port)
    environment = _as_demonstration()
    from alongside.config import supervisor

    return supervisor.demo(environment.local, options.port)


def _as_demonstration() -> env.Environment:
    """The demonstration never touches a database that somebody named: it has its own."""
    environment = _demonstrate()
    if environment.mode != "demonstration" or environment.database:
        raise env.EnvironmentRefused(
            "The demonstration brings its own database: unset DATABASE_URL and ALONGSIDE_MODE. "
            "For real use there are `alongside migrate`, `alongside serve` and `alongside worker`."
        )
    return environment


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isascii() or not given.isdigit() or not 0 < int(given) < 65536:
        raise env.EnvironmentRefused(f"PORT must be a number from 1 to 65535; it is {given!r}.")
    return int(given)


def _serve(arguments: list[str]) -> int:
    parser = _parser("serve", "Serve the web. Put a proxy with a certificate in front of it.")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on; default 127.0.0.1")
    parser.add_argument("--port", type=int, default=_port(), help="default: the variable PORT, else 8000")
    options = parser.parse_args(arguments)
    environment = env.read()
    if _lacks_something(environment, sealing=False):
        return 1
    from alongside.config import supervisor

    command = supervisor.web_command(options.port, options.host)
    return os.execv(command[0], command)  # noqa: S606


def _lacks_something(environment: env.Environment, *, sealing: bool) -> bool:
    """Say what production lacks; nothing is served or worked on without it."""
    lacking = env.missing_for_production(environment, sealing=sealing) if environment.production else []
    sys.stderr.writelines(f"{lack}\n" for lack in lacking)
    return bool(lacking)


def _worker(arguments: list[str]) -> int:
    _parser("worker", "Run queued and scheduled jobs, and seal the audit trail, until SIGTERM.").parse_args(arguments)
    environment = _demonstrate()
    if _lacks_something(environment, sealing=True):
        return 1
    with _database(environment):
        import django

        django.setup()
        from alongside.config import worker

        worker.run()
    return 0


def _migrate(arguments: list[str]) -> int:
    parser = _parser("migrate", "Bring the database up to date: extensions, tables, cache, privileges.")
    parser.add_argument("--quiet", action="store_true", help="say nothing unless it fails")
    options = parser.parse_args(arguments)
    environment = _demonstrate()
    with _database(environment) as home:
        owner = environment.owner_database or (cluster.address(home, cluster.OWNER) if home else None)
        if owner is None:
            raise env.EnvironmentRefused("DATABASE_OWNER_URL is missing: the address of the role that owns the tables.")
        import django

        django.setup()
        from alongside.config import database

        try:
            database.migrate(owner, roles=database.roles(), verbosity=0 if options.quiet else 1)
        except database.DatabaseRefused as refusal:
            sys.stderr.write(f"{refusal}\n")
            return 1
    return 0


def _record_tables(arguments: list[str]) -> int:
    parser = _parser(
        "record-tables",
        "Run all migrations on an empty database and write their SQL beside them: a new database is made from it.",
    )
    parser.add_argument("--json", action="store_true", help="answer with the files that changed")
    options = parser.parse_args(arguments)
    os.environ["ALONGSIDE_MODE"] = "test"
    environment = env.read()
    with _database(environment) as home:
        import django

        django.setup()
        from alongside.config import database, recorded

        assert home is not None
        with cluster.throwaway(home) as owner, database.connected_to(owner):
            try:
                database.make_extensions()
                files = [str(file.relative_to(env.BASE_DIR)) for file in recorded.record()]
            except recorded.CannotRecord as refusal:
                sys.stderr.write(f"{refusal}\n")
                return 1
    if options.json:
        sys.stdout.write(f"{json.dumps(files)}\n")
    else:
        sys.stdout.write("".join(f"{file}\n" for file in files) or "All records are current.\n")
    return 0


def _backup(arguments: list[str]) -> int:
    parser = _parser("backup", "Write a backup of all rows, and FILE.json with what is in it.")
    parser.add_argument("file", type=Path, help="the file to write; an older one of that name is replaced when done")
    parser.add_argument("--json", action="store_true", help="answer with what is in it")
    options = parser.parse_args(arguments)
    environment = _demonstrate()
    from alongside.config import backup

    with _database(environment) as home:
        source = _address(environment.backup_database, home, cluster.BACKUP)
        contents = backup.back_up(source, options.file, environment.files)
        words = f"{sum(contents.rows.values()):,} rows of {len(contents.rows)} tables in {options.file}"
        if contents.files:
            words += f". Beside it, to be copied too: {contents.files['files']:,} files in {contents.files['folder']}"
        _say(options.json, {"file": str(options.file), **asdict(contents)}, words)
    return 0


def _restore(arguments: list[str]) -> int:
    parser = _parser("restore", "Restore a backup into the empty database of DATABASE_OWNER_URL, and verify it.")
    parser.add_argument("file", type=Path, help="a file that `alongside backup` wrote, with its list beside it")
    parser.add_argument("--why", required=True, help="why it is restored: stands in the trail of each partnership")
    parser.add_argument("--json", action="store_true", help="answer with what was found")
    options = parser.parse_args(arguments)
    environment = _demonstrate()
    with _database(environment) as home:
        import django

        django.setup()
        from alongside.config import backup

        found = backup.restore(
            options.file,
            owner=_address(environment.owner_database, home, cluster.OWNER),
            app=_address(environment.database, home, cluster.APP),
            sealer=environment.sealer_database or (cluster.address(home, cluster.SEALER) if home else None),
            why=options.why,
        )
    return _tell(found, options.json)


def _rehearse(arguments: list[str]) -> int:
    parser = _parser("rehearse-restore", "Back up, restore into a throwaway database, count every row, verify.")
    parser.add_argument("--file", type=Path, help="rehearse with this backup, in place of a new one")
    parser.add_argument("--json", action="store_true", help="answer with what was found")
    options = parser.parse_args(arguments)
    environment = _demonstrate()
    with _database(environment) as home:
        import django

        django.setup()
        from alongside.config import backup

        source = _address(environment.backup_database, home, cluster.BACKUP)
        found = backup.rehearse(source, environment.local, options.file)
    return _tell(found, options.json)


def _begin_segment(arguments: list[str]) -> int:
    parser = _parser("begin-segment", "After a restore by other means (a snapshot, a service): go on with the trail.")
    parser.add_argument("--why", required=True, help="what was restored, and why")
    options = parser.parse_args(arguments)
    environment = _demonstrate()
    with _database(environment) as home:
        from alongside.config import backup

        owner = _address(environment.owner_database, home, cluster.OWNER)
        sys.stdout.write(f"Segment {backup.begin_segment(owner, why=options.why)} of the trail has begun.\n")
    return 0


def _address(named: env.Database | None, home: Path | None, role: str) -> env.Database:
    """The address of a role: as the environment names it, else of the embedded database."""
    if named is None and home is None:
        variable = {cluster.OWNER: "OWNER_", cluster.BACKUP: "BACKUP_", cluster.SEALER: "SEALER_"}.get(role, "")
        raise env.EnvironmentRefused(f"DATABASE_{variable}URL is missing: the address of the role {role}.")
    return named or cluster.address(home, role)  # type: ignore[arg-type]


def _say(as_json: bool, answer: dict[str, object], words: str) -> None:
    sys.stdout.write((json.dumps(answer, indent=2) if as_json else words) + "\n")


def _tell(found: Restored, as_json: bool) -> int:
    lines = [f"{found.rows:,} rows of {found.tables} tables are there, none is missing."]
    for slug, trail in found.trails.items():
        holds = "holds" if trail["holds"] else "does NOT hold"
        lines.append(f"{slug}: the trail {holds} ({trail['events']:,} events, segment {trail['segments']})")
        lines += [f"  {fault}" for fault in trail["faults"]]
    lines += [f"{what}: {seconds:.1f} s" for what, seconds in found.seconds.items()]
    lines.append(f"Together {sum(found.seconds.values()):.1f} s.")
    _say(as_json, {**asdict(found), "holds": found.holds}, "\n".join(lines))
    return 0 if found.holds else 1


def _check_deploy(arguments: list[str]) -> int:
    parser = _parser("check-deploy", "List what real use still lacks; exit status 1 when anything does.")
    parser.add_argument("--json", action="store_true", help='answer {"ready": ..., "missing": [...]}')
    options = parser.parse_args(arguments)
    environment = env.read()
    missing = env.missing_for_production(environment)
    import django

    django.setup()
    from alongside.config import deployment

    missing += deployment.missing(environment)
    if options.json:
        sys.stdout.write(json.dumps({"ready": not missing, "missing": missing}, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(f"- {lack}" for lack in missing) + "\n" if missing else "Nothing is missing.\n")
    return 1 if missing else 0


def _assets(arguments: list[str]) -> int:
    _parser("assets", "Build the front end, if it is not current.").parse_args(arguments)
    from alongside.config import front_end

    try:
        front_end.build()
    except front_end.BuildFailed as failed:
        sys.stderr.write(f"{failed}\n")
        return 1
    return 0


def _test_database(arguments: list[str]) -> int:
    parser = _parser("test-database", "Make the tests' PostgreSQL ready. PG_BIN chooses its programs.")
    parser.add_argument("--remove", action="store_true", help="remove it with all its databases instead")
    parser.add_argument("--json", action="store_true", help="answer with its folder and version")
    options = parser.parse_args(arguments)
    home = cluster.folder(env.read().local, "test")
    said: dict[str, object] = {"folder": str(home), "version": cluster.version(cluster.binaries())}
    if options.remove:
        cluster.remove(home)
        said["removed"] = True
    else:
        with cluster.use(home, cluster.TESTS) as started:
            said["started"] = started
    sys.stdout.write((json.dumps(said) if options.json else "\n".join(f"{k}: {v}" for k, v in said.items())) + "\n")
    return 0


def _is_agreed(question: str) -> bool:
    """Whether somebody answers yes. Where nobody can be asked, nobody has agreed."""
    try:
        return input(question) == "yes"
    except EOFError:
        return False


def _remove(arguments: list[str]) -> int:
    parser = _parser("remove", "Remove the databases of this copy, demonstration and tests, with all that is in them.")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    options = parser.parse_args(arguments)
    local = env.read().local
    homes = [path.parent for path in sorted(local.glob("*/start.lock"))]
    if not options.yes and homes and not _is_agreed(f"Remove {', '.join(home.name for home in homes)}? (yes/no) "):
        sys.stderr.write("Nothing was removed. Answer yes, or say it beforehand: alongside remove --yes.\n")
        return 1
    for home in homes:
        cluster.remove(home)
    cluster.remove_copies()
    return 0


if __name__ == "__main__":
    sys.exit(main())
