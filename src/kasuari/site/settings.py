"""Django settings, all derived from `kasuari.site.config`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import dj_database_url

from kasuari.site.config import Environment, load_config

config = load_config()

PACKAGE = Path(__file__).resolve().parent.parent
SECRET_KEY = config.secret_key.get_secret_value()
DEBUG = config.environment is Environment.DEVELOPMENT
ALLOWED_HOSTS = config.allowed_hosts or ["localhost", "127.0.0.1", "[::1]", "testserver"]
KASUARI = config

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "kasuari.foundation",
    "kasuari.accounts",
    "kasuari.audit",
    "kasuari.documents",
    "kasuari.organisation",
    "kasuari.planning",
    "kasuari.progress",
    "kasuari.feedback",
    "kasuari.surveys",
    "kasuari.evaluation",
    "kasuari.development",
    "kasuari.learning",
    "kasuari.rollout",
    "kasuari.site",
    # after the modules, so that their templates of the sign-in pages are found first
    "allauth",
    "allauth.account",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kasuari.foundation.web.middleware.security_headers",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kasuari.foundation.web.middleware.indonesian_first",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kasuari.organisation.web.middleware.with_actor",
    "kasuari.accounts.web.narrow.NarrowAccounts",
    "kasuari.rollout.web.middleware.switched_functions",
    "kasuari.foundation.web.middleware.limited_requests",
    "kasuari.foundation.web.middleware.idempotent_writes",
    "kasuari.foundation.web.middleware.explain_refusals",
]

ROOT_URLCONF = "kasuari.site.urls"
WSGI_APPLICATION = "kasuari.site.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kasuari.site.context.shell",
            ],
        },
    },
]

DATABASES: dict[str, Any] = {"default": dj_database_url.parse(config.database_url)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
    # To open the file is to read the definitions of all tables and indexes again: 3 ms of each request.
    DATABASES["default"]["CONN_MAX_AGE"] = 600
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        pool={"min_size": 1, "max_size": config.threads + 1},
        # A statement asked for the sixth time on a connection is planned no more: home's take 5 ms, not 14.
        server_side_binding=True,
        prepare_threshold=5,
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Throttling counts live in the cache, so several processes must share one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "foundation_cache",
        # Beyond this the first third is thrown away, whatever it counts; with 300, as Django has it, a Monday
        # morning of sign-ins makes room for somebody who guesses passwords.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["kasuari.accounts.hashers.LeanArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_ADAPTER = "kasuari.accounts.adapter.ClosedSignupAdapter"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "activation": "10/m/ip",
    "feedback_link": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = config.trusted_proxies
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = config.secure_cookies
CSRF_COOKIE_SECURE = config.secure_cookies
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kasuari.site.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if config.is_production and config.secure_cookies else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if config.trusted_proxies else None
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = config.time_zone
LOCALE_PATHS: list[Path] = []

STATIC_URL = "/static/"
STATIC_ROOT = config.data_dir / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if config.environment in {Environment.PRODUCTION, Environment.DEMO}
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 3600

TASKS = {"default": {"BACKEND": "kasuari.foundation.jobs.backend.LeaseBackend"}}

EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if found := re.fullmatch(r"smtp://(?:([^:@]*):([^@]*)@)?([^:/]+)(?::(\d+))?/?", config.email_url):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = found.group(1) or "", found.group(2) or ""
    EMAIL_HOST, EMAIL_PORT = found.group(3), int(found.group(4) or 587)
    EMAIL_USE_TLS = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": config.log_level},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
