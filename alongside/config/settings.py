"""Django's settings: one file for every mode; what differs comes from :mod:`alongside.config.env`.

Importing this needs no database and no secrets.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from django.core.exceptions import ImproperlyConfigured

from alongside.config import cluster, env

BASE_DIR = env.BASE_DIR
try:
    ENVIRONMENT = env.read()
except env.EnvironmentRefused as refusal:
    raise ImproperlyConfigured(str(refusal)) from None

MODE = ENVIRONMENT.mode
PRODUCTION = ENVIRONMENT.production
DEMONSTRATION = MODE == "demonstration"
TESTING = MODE == "test"

# Never on: an error page of Django's shows settings, queries and local variables, children's names too.
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key or cluster.secret_key(ENVIRONMENT.local, MODE)
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.secret_key_fallbacks)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

# --- Rooms ---

#: Subjects with tables or templates, lowest floor first.
SUBJECTS = [
    "ui",
    "audit",
    "accounts",
    "partnerships",
    "documents",
    "notifications",
    "children",
    "deadlines",
    "needs",
    "referrals",
    "education",
    "ehcp",
    "justice",
    "plans",
    "panels",
    "comparators",
    "measures",
    "governance",
    "exchange",
    "web",
]

INSTALLED_APPS = [
    *(f"alongside.{subject}" for subject in SUBJECTS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    # Opens the transaction and sets the row-security context in it, always, also to empty.
    "alongside.config.middleware.TransactionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Puts the frozen actor and now on the request; refuses whoever has no business here.
    "alongside.config.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

# --- Pages ---

_CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "alongside.web.context.page",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "alongside.ui.jinja.environment",
            "context_processors": _CONTEXT_PROCESSORS,
            "auto_reload": False,
        },
    },
    # What allauth renders itself and we have not replaced is written for Django's engine.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT_PROCESSORS},
    },
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "build" / "static"]
STATIC_ROOT = BASE_DIR / "build" / "served"
MEDIA_ROOT = ENVIRONMENT.files
STORAGES = {
    "default": {"BACKEND": "alongside.documents.storage.Folder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_MANIFEST_STRICT = PRODUCTION

# --- Database ---

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _database(given: env.Database | None, role: str) -> env.Database:
    """The address given; else the embedded cluster's; else one that says on connecting that there is none."""
    embedded = None if PRODUCTION else cluster.known_address(cluster.folder(ENVIRONMENT.local, MODE), role)
    return given or embedded or env.Database("database-url-is-not-set.invalid", None, "alongside", role, "")


def _connection(database: env.Database, *, requests: bool) -> dict[str, Any]:
    return {
        **database.django(),
        # A connection costs some 7 ms, a query some 0.1 ms: keep it as long as the process lives.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": requests,
        "TEST": {"MIGRATE": False},
    }


DATABASES = {
    "default": _connection(_database(ENVIRONMENT.database, cluster.APP), requests=True),
    # The worker's thread that seals the audit trail connects by this; nothing else may.
    "sealer": _connection(_database(ENVIRONMENT.sealer_database, cluster.SEALER), requests=False),
}

CACHES = {
    # One cache for all workers, so that throttling counts over all of them.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- Signing in ---

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Tests sign in thousands of times; what is slow on purpose is not what they test.
PASSWORD_HASHERS = [
    *(["django.contrib.auth.hashers.MD5PasswordHasher"] if TESTING else []),
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "alongside.web.views.out_of_date"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"

ACCOUNT_ADAPTER = "alongside.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "alongside.accounts.adapter.MFAAdapter"
SOCIALACCOUNT_ADAPTER = "alongside.accounts.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_MODEL_USERNAME_FIELD: str | None = None
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # Wrong passwords. In a browser that the account was opened in before: by that browser alone. Elsewhere: by address;
    # by account and address; and by account over all addresses, so that many addresses guess no faster. Filling the
    # last shuts out other strangers and not the owner. docs/how-to/run-it-for-real.md says so to who runs it.
    "login_failed_known_browser": "5/5m/key",
    "login_failed": "10/m/ip,5/5m/key",
    "login_failed_anywhere": "30/h/key",
    "reset_password": "20/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.trusted_proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alongside"
MFA_FORMS = {"activate_totp": "alongside.accounts.forms.ActivateSecondFactor"}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = (
    {}
    if ENVIRONMENT.oidc is None
    else {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "council",
                    "name": ENVIRONMENT.oidc.name,
                    "client_id": ENVIRONMENT.oidc.client_id,
                    "secret": ENVIRONMENT.oidc.client_secret,
                    "settings": {"server_url": ENVIRONMENT.oidc.issuer},
                }
            ],
        }
    }
)

#: Seconds without a request after which a session ends, when the page warns, and the most it may last.
SESSION_IDLE_SECONDS = 30 * 60
SESSION_WARNING_SECONDS = 25 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if ENVIRONMENT.https:
    # The prefix makes browsers refuse the cookie from any other host and over plain HTTP.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    DEVICE_COOKIE_NAME = "__Host-device"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    if ENVIRONMENT.trusted_proxies:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
else:
    # Cookies ignore the port: two copies on one machine must not sign each other out.
    _suffix = os.environ.get("PORT", "8000")
    SESSION_COOKIE_NAME = f"alongside-session-{_suffix}"
    CSRF_COOKIE_NAME = f"alongside-csrf-{_suffix}"
    DEVICE_COOKIE_NAME = f"alongside-device-{_suffix}"

# --- Headers ---

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *([ENVIRONMENT.oidc.issuer] if ENVIRONMENT.oidc else [])],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- E-mail ---

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
if ENVIRONMENT.email.startswith("smtp://"):
    _smtp = urlsplit(ENVIRONMENT.email)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _smtp.hostname or "localhost"
    EMAIL_PORT = _smtp.port or 587
    EMAIL_HOST_USER = unquote(_smtp.username or "")
    EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
    EMAIL_USE_TLS = True
elif ENVIRONMENT.email == "file":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = ENVIRONMENT.local / f"{MODE}-email"
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# --- Logs: references, never names; neither query strings nor bodies ---


def _without_query(_logger: object, _name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Cut what stands behind ? in a path: a name that somebody typed must not reach the log."""
    for key in ("event", "path", "request"):
        if isinstance(event.get(key), str):
            event[key] = event[key].split("?", 1)[0]
    event.pop("request", None)
    return event


_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _without_query,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _PROCESSORS,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer()
                if ENVIRONMENT.log_format == "json"
                else structlog.dev.ConsoleRenderer(colors=False),
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level.upper()},
    "loggers": {
        # A refusal is in the audit trail; in the log it would only repeat the path that was tried.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "procrastinate": {"level": "WARNING"},
        "asyncio": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
    },
}
structlog.configure(
    processors=[*_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

# --- Files ---

FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_TEMP_DIR: Path | None = None
FILE_LIMIT = ENVIRONMENT.file_limit * 1024 * 1024
LIST_HOURS = ENVIRONMENT.list_hours
FILE_UPLOAD_HANDLERS = [
    "alongside.documents.storage.Limit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
