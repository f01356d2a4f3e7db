"""One settings file for one office and for the nation; the environment decides.

What an office chooses (hours, limits, texts) is a row with a date, never a setting here.
Every variable read here is documented in docs/running/settings.md, which a test checks.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from satupintu.config.environment import database, env, env_flag, env_list, env_number, read_file
from satupintu.config.safety import (
    refuse_half_tls,
    refuse_open_mail,
    refuse_unsafe_addresses,
    refuse_unsafe_keys,
)

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
read_file(DATA_DIR / "satupintu.env")

HOST = env("HOST", "127.0.0.1")
PORT = env_number("PORT", 8000)
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS").rstrip("/")  # https://antre.example.go.id
HTTPS = env_flag("HTTPS") or PUBLIC_ADDRESS.startswith("https://")
TRUSTED_PROXIES = env_list("TRUSTED_PROXIES")
LIVE_STREAMS = env_number("LIVE_STREAMS", 6000)  # open live pages one process bears
LIVE_STREAMS_PER_ADDRESS = env_number("LIVE_STREAMS_PER_ADDRESS", 1500)  # a hall may share one
BACKUP_DIR = Path(env("BACKUP_DIR", str(DATA_DIR / "backup")))
BACKUP_KEY = env("BACKUP_KEY")
WEBAPI_KEY = env("WEBAPI_KEY")  # without it the catalogue asks nobody
WEBAPI_ADDRESS = env("WEBAPI_ADDRESS", "https://webapi.bps.go.id/v1/api")
REQUIRE_SECOND_FACTOR = env_flag("REQUIRE_SECOND_FACTOR", "1" if HTTPS else "0")
TLS_CERTIFICATE, TLS_KEY = (
    str(DATA_DIR / file) if file else "" for file in (env("TLS_CERTIFICATE"), env("TLS_KEY"))
)

SMTP_HOST = env("SMTP_HOST")  # without it no mail leaves
SMTP_PORT = env_number("SMTP_PORT", 587)
SMTP_USER, SMTP_PASSWORD = env("SMTP_USER"), env("SMTP_PASSWORD")
SMTP_TLS = env("SMTP_TLS", "starttls")  # starttls, tls or off
MAIL_FROM = env("MAIL_FROM")  # pst@example.go.id, or with a name before it

DEBUG = env_flag("DEBUG")

_given_secret = env("SECRET_KEY")
SECRET_KEY_GIVEN = bool(_given_secret)
refuse_unsafe_addresses(HOST, PUBLIC_ADDRESS, debug=DEBUG)
refuse_unsafe_keys(_given_secret, BACKUP_KEY)
refuse_half_tls(TLS_CERTIFICATE, TLS_KEY)
refuse_open_mail(SMTP_HOST, SMTP_TLS, MAIL_FROM, with_password=bool(SMTP_PASSWORD))


def _own_secret() -> str:
    """A secret made at the first start and kept beside the data, so that one command is enough."""
    file = DATA_DIR / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return file.read_text(encoding="utf-8").strip()


SECRET_KEY = _given_secret or _own_secret()
# An office's machine is reached by names and addresses that differ from day to day (LAN), so
# without a public address every host is accepted and no absolute link is ever built from it.
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "*" if not PUBLIC_ADDRESS else "")
if PUBLIC_ADDRESS and not ALLOWED_HOSTS:
    ALLOWED_HOSTS = [
        PUBLIC_ADDRESS.split("//")[-1].split(":")[0],
        "localhost",
        "127.0.0.1",
        "[::1]",
    ]
FILES_ADDRESS = env("FILES_ADDRESS").rstrip("/")  # https://berkas.example.go.id
if FILES_ADDRESS and "*" not in ALLOWED_HOSTS:
    ALLOWED_HOSTS.append(FILES_ADDRESS.split("//")[-1].split(":")[0])
CLAMAV_ADDRESS = env("CLAMAV_ADDRESS")  # host:port or the path of a socket
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if PUBLIC_ADDRESS else []

ROOT_URLCONF = "satupintu.config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Officer"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "satupintu.ui",
    "satupintu.offices",
    "satupintu.outbox",
    "satupintu.files",
    "satupintu.people",
    "satupintu.journal",
    "satupintu.catalogue",
    "satupintu.appointments",
    "satupintu.walkin",
    "satupintu.consultations",
    "satupintu.complaints",
    "satupintu.feedback",
    "satupintu.channels",
    "satupintu.live",
    "satupintu.reports",
    "satupintu.home",
    "satupintu.administration",
    "satupintu.operations",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "satupintu.ui.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "satupintu.people.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "satupintu.ui.trouble.OnceMoreMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "satupintu.ui.impossible.ImpossibleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "satupintu.people.messages.QuietMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "satupintu.people.access.OfficeMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "satupintu.people.screens.staff_screens",
            ],
        },
    }
]

DATABASE_URL = env("DATABASE_URL", f"sqlite:////{str(DATA_DIR / 'satupintu.sqlite3').lstrip('/')}")
DATABASES = {"default": database(DATABASE_URL)}

AUTHENTICATION_BACKENDS = ["satupintu.people.backend.LoginBackend"]
# Argon2 at 19 MiB, one at a time (people.backend): a small machine must not swap at sign-in.
PASSWORD_HASHERS = ["satupintu.people.hashers.OfficeArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
]
LOGIN_URL = "sign-in"
OTP_TOTP_ISSUER = "Satu Pintu"

SESSION_ENGINE = "satupintu.people.session_store"
SESSION_COOKIE_AGE = 12 * 3600  # a working day: nobody stays signed in overnight
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "satupintu.ui.trouble.stale"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if PUBLIC_ADDRESS.startswith("https://") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024  # typed words; the gate takes as much
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400

USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # pages show the office's own zone, never this one
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English"), ("jv", "Basa Jawa")]
LOCALE_PATHS = [BASE_DIR / "satupintu" / "locale"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
ARRIVING_ROOT = DATA_DIR / "arriving"  # on the same disk as MEDIA_ROOT, and in no backup
WHITENOISE_MAX_AGE = 3600

if env_flag("SATUPINTU_TESTING"):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    WHITENOISE_USE_FINDERS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "satupintu.config.logs.Discreet",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "WARNING")},
}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "satupintu.config.settings")
