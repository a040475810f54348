"""What the environment may say, read once, typed, and refused with a sentence when it says something else.

No variable is required for the settings to be imported: type checkers and `check-deploy` import them
on machines that have neither database nor secrets. :func:`missing_for_production` lists what real use needs.
"""

from __future__ import annotations

import os
import re
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Mode = Literal["production", "demonstration", "test"]

BASE_DIR = Path(__file__).resolve().parent.parent.parent


class EnvironmentRefused(Exception):
    """A variable has a value that Alongside does not understand; the message says how to mend it."""


#: Every variable that is read, with its meaning. A name that starts with ALONGSIDE_ and is not here is
#: refused: a setting that is misspelt must not silently leave its default in force.
VARIABLES: Mapping[str, str] = {
    "DATABASE_URL": "postgresql://user:password@host/name of the application's role, which owns nothing",
    "DATABASE_OWNER_URL": "the same for the role that owns the tables; used by `alongside migrate` only",
    "DATABASE_SEALER_URL": "the same for the role that seals the audit trail; used by the worker only",
    "DATABASE_BACKUP_URL": "the same for the role that reads everything; used by `alongside backup` only",
    "ALONGSIDE_MODE": "production (default), demonstration or test",
    "ALONGSIDE_SECRET_KEY": "at least 50 random characters; signs sessions and one-time links",
    "ALONGSIDE_SECRET_KEY_FALLBACKS": "former secret keys, comma-separated, while a key is being replaced",
    "ALONGSIDE_HOSTS": "host names that this service answers to, comma-separated",
    "ALONGSIDE_HTTPS": "yes (default in production) or no: cookies and redirects insist on HTTPS",
    "ALONGSIDE_TRUSTED_PROXIES": "how many proxies of yours stand in front (0 to 5)",
    "ALONGSIDE_LOCAL": "folder for everything that this copy writes; default .local in the project",
    "ALONGSIDE_FILES": "folder for uploaded and generated files; default in ALONGSIDE_LOCAL",
    "ALONGSIDE_FILE_LIMIT": "how large a file in a record may be, in megabytes (1 to 100); default 10",
    "ALONGSIDE_LIST_HOURS": "hours for which a list that nobody had read is kept (1 to 168); default 24",
    "ALONGSIDE_EMAIL": "console, file, or smtp://user:password@host:port",
    "ALONGSIDE_EMAIL_FROM": "the address that e-mail comes from",
    "ALONGSIDE_OIDC_NAME": "what the council's sign-in is called on the sign-in page",
    "ALONGSIDE_OIDC_ISSUER": "https address of the OpenID Connect provider",
    "ALONGSIDE_OIDC_CLIENT_ID": "client id registered with that provider",
    "ALONGSIDE_OIDC_CLIENT_SECRET": "client secret registered with that provider",
    "ALONGSIDE_DEMONSTRATION_DATE": "the demonstration's today, as 2026-11-22; default the day of first load",
    "ALONGSIDE_LOG": "json (default in production) or text",
    "ALONGSIDE_LOG_LEVEL": "debug, info (default), warning or error",
    "ALONGSIDE_WORKERS": "web processes (1 to 64); default 2",
    "ALONGSIDE_THREADS": "threads in each web process (1 to 64); default 4",
}


GONE: Mapping[str, str] = {
    "ALONGSIDE_STAFF_NAMES": "Each partnership now chooses this itself, under Standards, then Names of staff"
    " on a child's paper (the address /who-looked/names/)",
}
"""Variables of former editions, and where what they said is set now."""


PREPARED: Mapping[str, object] = {"server_side_binding": True, "prepare_threshold": 2}
"""A connection keeps the plan of a statement that it has seen twice. Behind row security planning was measured to take
seven times as long as running (63 ms and 8 ms on the child's page). A pool between us and PostgreSQL must know of
prepared statements: PgBouncer does from 1.21, by its setting ``max_prepared_statements``."""


PLANS = (("jit", "off"), ("plan_cache_mode", "force_generic_plan"))
"""How PostgreSQL plans what we ask: not compiled to machine code, which took longer than any page runs, and once for
all values: a statement of many parts was planned anew for each."""


@dataclass(frozen=True, slots=True)
class Database:
    """Where one role connects. ``host`` is a host name, or the absolute folder of a Unix socket."""

    host: str
    port: int | None
    name: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...] = ()

    def django(self) -> dict[str, object]:
        """The entry for Django's ``DATABASES``."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "PORT": "" if self.port is None else str(self.port),
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "OPTIONS": {**dict(self.options), **PREPARED, "options": " ".join(f"-c {name}={v}" for name, v in PLANS)},
        }

    def url(self) -> str:
        """The same as a libpq address, fit for ``DATABASE_URL``."""
        quote = urllib.parse.quote
        query = dict(self.options)
        at = ""
        if self.host.startswith("/"):
            query["host"] = self.host
        else:
            at = self.host
        if self.port is not None:
            at += f":{self.port}"
        tail = f"?{urllib.parse.urlencode(query)}" if query else ""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{login}@{at}/{quote(self.name)}{tail}"


@dataclass(frozen=True, slots=True)
class OpenIdConnect:
    """The council's own sign-in."""

    name: str
    issuer: str
    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Environment:
    """Everything the environment said, typed."""

    mode: Mode
    database: Database | None
    owner_database: Database | None
    sealer_database: Database | None
    backup_database: Database | None
    secret_key: str
    secret_key_fallbacks: tuple[str, ...]
    hosts: tuple[str, ...]
    https: bool
    trusted_proxies: int
    local: Path
    files: Path
    file_limit: int
    list_hours: int
    email: str
    email_from: str
    oidc: OpenIdConnect | None
    demonstration_date: str | None
    log_format: Literal["json", "text"]
    log_level: str
    workers: int
    threads: int

    @property
    def production(self) -> bool:
        """Whether real children's records are held: every safeguard on, no demonstration doors."""
        return self.mode == "production"


def parse_database(name: str, url: str) -> Database:
    """Read a ``postgresql://`` address. A Unix socket is given as ``?host=/absolute/folder``.

    :raises EnvironmentRefused: when it is not an address of a PostgreSQL database.
    """
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise EnvironmentRefused(
            f"{name} must start with postgresql:// (Alongside runs on PostgreSQL 15 or newer only); "
            f"it starts with {parts.scheme or 'no scheme'}."
        )
    query = dict(urllib.parse.parse_qsl(parts.query))
    host = query.pop("host", parts.hostname or "")
    database = urllib.parse.unquote(parts.path.lstrip("/"))
    try:
        port = parts.port
    except ValueError:
        raise EnvironmentRefused(f"{name} has a port that is not a number from 1 to 65535.") from None
    if not host or not database or not parts.username:
        raise EnvironmentRefused(
            f"{name} must name a user, a host and a database: postgresql://user:password@host/database."
        )
    return Database(
        host=host,
        port=port,
        name=database,
        user=urllib.parse.unquote(parts.username),
        password=urllib.parse.unquote(parts.password or ""),
        options=tuple(sorted(query.items())),
    )


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Read the environment.

    :raises EnvironmentRefused: for an unknown variable or value, with a sentence that says how to mend it.
    """
    given = os.environ if environ is None else environ
    gone = sorted(name for name in given if name in GONE)
    if gone:
        raise EnvironmentRefused(" ".join(f"{name} is no longer read. {GONE[name]}. Unset it." for name in gone))
    unknown = sorted(name for name in given if name.startswith("ALONGSIDE_") and name not in VARIABLES)
    if unknown:
        raise EnvironmentRefused(
            f"Alongside does not know {', '.join(unknown)}. Check the spelling, or unset it. "
            f"It knows: {', '.join(sorted(VARIABLES))}."
        )
    reader = _Reader(given)
    mode = reader.choice("ALONGSIDE_MODE", get_args(Mode), "production")
    production = mode == "production"
    local = reader.folder("ALONGSIDE_LOCAL", BASE_DIR / ".local")
    return Environment(
        mode=mode,  # type: ignore[arg-type]
        database=reader.database("DATABASE_URL"),
        owner_database=reader.database("DATABASE_OWNER_URL"),
        sealer_database=reader.database("DATABASE_SEALER_URL"),
        backup_database=reader.database("DATABASE_BACKUP_URL"),
        secret_key=reader.secret_key("ALONGSIDE_SECRET_KEY"),
        secret_key_fallbacks=reader.names("ALONGSIDE_SECRET_KEY_FALLBACKS", ()),
        hosts=reader.names("ALONGSIDE_HOSTS", () if production else ("127.0.0.1", "localhost", "[::1]", "testserver")),
        https=reader.flag("ALONGSIDE_HTTPS", default=production),
        trusted_proxies=reader.number("ALONGSIDE_TRUSTED_PROXIES", 0, low=0, high=5),
        local=local,
        files=reader.folder("ALONGSIDE_FILES", local / ("files" if production else f"{mode}-files")),
        file_limit=reader.number("ALONGSIDE_FILE_LIMIT", 10, low=1, high=100),
        list_hours=reader.number("ALONGSIDE_LIST_HOURS", 24, low=1, high=168),
        email=reader.email("ALONGSIDE_EMAIL", "console" if production else "file"),
        email_from=reader.text("ALONGSIDE_EMAIL_FROM", "alongside@localhost"),
        oidc=reader.oidc(mode),
        demonstration_date=reader.date("ALONGSIDE_DEMONSTRATION_DATE"),
        log_format=reader.choice("ALONGSIDE_LOG", ("json", "text"), "json" if production else "text"),  # type: ignore[arg-type]
        log_level=reader.choice("ALONGSIDE_LOG_LEVEL", ("debug", "info", "warning", "error"), "info"),
        workers=reader.number("ALONGSIDE_WORKERS", 2, low=1, high=64),
        threads=reader.number("ALONGSIDE_THREADS", 4, low=1, high=64),
    )


def missing_for_production(environment: Environment, *, sealing: bool = True) -> list[str]:
    """What the environment lacks for real use: one sentence each, with how to mend it.

    The web alone does without the address for ``sealing``, and is better off not knowing it.
    """
    lacks = []
    if environment.mode != "production":
        lacks.append("ALONGSIDE_MODE is not production: unset it, or set it to production.")
    if environment.database is None:
        lacks.append("DATABASE_URL is missing: give the address of the application's role, which owns no table.")
    if sealing and environment.sealer_database is None:
        lacks.append("DATABASE_SEALER_URL is missing: the worker cannot seal the audit trail without its own role.")
    owner = environment.owner_database
    if environment.database and owner and environment.database.user == owner.user:
        lacks.append("DATABASE_URL and DATABASE_OWNER_URL name one role: the application must not own its tables.")
    if not environment.secret_key:
        lacks.append("ALONGSIDE_SECRET_KEY is missing: set at least 50 random characters and keep them secret.")
    if not environment.hosts:
        lacks.append("ALONGSIDE_HOSTS is missing: name the host that people type, such as alongside.example.gov.uk.")
    if not environment.https:
        lacks.append("ALONGSIDE_HTTPS is no: children's records must not travel in clear; unset it.")
    if environment.email in ("console", "file"):
        lacks.append("ALONGSIDE_EMAIL is missing: without it nobody is told that work waits for them.")
    return lacks


class _Reader:
    """Reads one variable at a time and refuses with its name."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str, default: str) -> str:
        return self._given.get(name, "").strip() or default

    def choice(self, name: str, choices: tuple[str, ...], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise EnvironmentRefused(f"{name} must be one of {', '.join(choices)}; it is {value!r}.")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        return self.choice(name, ("yes", "no"), "yes" if default else "no") == "yes"

    def number(self, name: str, default: int, *, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
            raise EnvironmentRefused(f"{name} must be a whole number from {low} to {high}; it is {value!r}.")
        return int(value)

    def names(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = tuple(part.strip() for part in self.text(name, "").split(",") if part.strip())
        if name == "ALONGSIDE_HOSTS" and "*" in value:
            raise EnvironmentRefused("ALONGSIDE_HOSTS must name hosts; * would let anybody's name for us into links.")
        return value or default

    def folder(self, name: str, default: Path) -> Path:
        path = Path(self.text(name, str(default)))
        if not path.is_absolute():
            raise EnvironmentRefused(f"{name} must be an absolute folder; it is {str(path)!r}.")
        return path

    def secret_key(self, name: str) -> str:
        value = self.text(name, "")
        if value and len(value) < 50:
            raise EnvironmentRefused(f"{name} must have at least 50 characters; it has {len(value)}.")
        return value

    def date(self, name: str) -> str | None:
        value = self.text(name, "")
        if value and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value):
            raise EnvironmentRefused(f"{name} must be a date such as 2026-11-22; it is {value!r}.")
        return value or None

    def email(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if value not in ("console", "file") and not value.startswith("smtp://"):
            raise EnvironmentRefused(f"{name} must be console, file, or smtp://user:password@host:port.")
        return value

    def database(self, name: str) -> Database | None:
        value = self.text(name, "")
        return parse_database(name, value) if value else None

    def oidc(self, mode: str) -> OpenIdConnect | None:
        names = ("ALONGSIDE_OIDC_ISSUER", "ALONGSIDE_OIDC_CLIENT_ID", "ALONGSIDE_OIDC_CLIENT_SECRET")
        values = [self.text(name, "") for name in names]
        if not any(values):
            return None
        absent = [name for name, value in zip(names, values, strict=True) if not value]
        given = [name for name in names if name not in absent]
        if absent:
            raise EnvironmentRefused(f"{given[0]} is set, so it needs {', '.join(absent)} too.")
        # To try it on one machine there is no certificate; what is for real goes over the network.
        is_a_try = mode != "production" and values[0].startswith("http://127.0.0.1:")
        if not (values[0].startswith("https://") or is_a_try):
            raise EnvironmentRefused("ALONGSIDE_OIDC_ISSUER must start with https://.")
        return OpenIdConnect(self.text("ALONGSIDE_OIDC_NAME", "Council sign-in"), *values)
