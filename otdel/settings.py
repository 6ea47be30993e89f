"""Every setting of an installation, read from the environment once. docs/configuration.md explains each."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from otdel.kit.env import data_home, database, flag, number, secret_key, text, words
from otdel.kit.logs import told_briefly

PACKAGE = Path(__file__).resolve().parent

# Where the company's data lives
OTDEL_HOME: Path = data_home(PACKAGE.parent)
WAREHOUSE_ROOT: Path = OTDEL_HOME / "warehouse"
UPLOADS_ROOT: Path = OTDEL_HOME / "uploads"

# Who answers at which address
OTDEL_DEMO: bool = flag("OTDEL_DEMO", default=False)
DEBUG: bool = flag("OTDEL_DEBUG", default=False)
SECRET_KEY: str = secret_key(OTDEL_HOME)
ALLOWED_HOSTS: list[str] = words("OTDEL_HOSTS", default="localhost,127.0.0.1,[::1]")
OTDEL_ADDRESS: str = text("OTDEL_ADDRESS", default="").rstrip("/")  # https://marketing.example.com
if OTDEL_ADDRESS:
    ALLOWED_HOSTS.append(urlsplit(OTDEL_ADDRESS).hostname or OTDEL_ADDRESS)
OTDEL_BIND: str = text("OTDEL_BIND", default="127.0.0.1")
OTDEL_PORT: int = number("OTDEL_PORT", default=8321)

INSTALLED_APPS = [
    "otdel.web",
    "otdel.jobs",
    "otdel.accounts",
    "otdel.organisation",
    "otdel.planning",
    "otdel.measurement",
    "otdel.evidence",
    "otdel.scorecard",
    "otdel.forecasting",
    "otdel.motivation",
    "otdel.today",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "otdel.web.middleware.UploadLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "otdel.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "otdel.measurement.middleware.FactsMiddleware",
]

ROOT_URLCONF = "otdel.urls"
WSGI_APPLICATION = "otdel.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "otdel.accounts.context.people",
            ],
        },
    }
]

# Records. SQLite's defaults failed 24-84 % of contended writes; these failed none.
DATABASES: dict[str, dict[str, Any]] = {"default": database(text("OTDEL_DATABASE_URL", default=""), OTDEL_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ["email", "name"]},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "otdel.accounts.adapter.Doorkeeper"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {"login": "otdel.accounts.sign_in.SignInForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"  # an owner hands out the link of an invitation; no mail server is needed
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Otdel"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "otdel.accounts.adapter.typed_email"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "otdel.accounts.views.locked_out"

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("uk", _("Ukrainian")), ("ru", _("Russian"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Files
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": UPLOADS_ROOT}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # assets come from the package itself: nothing to collect after an upgrade
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # larger uploads go to disk as they arrive
UPLOAD_LIMIT: int = number("OTDEL_UPLOAD_LIMIT_MB", default=512) * 1024 * 1024

# Security
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("OTDEL_BEHIND_PROXY", default=False) else None
CSRF_TRUSTED_ORIGINS = [OTDEL_ADDRESS] if OTDEL_ADDRESS else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OTDEL_ADDRESS.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000 if OTDEL_ADDRESS.startswith("https://") else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
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
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Work away from the page
TASKS = {"default": {"BACKEND": "otdel.jobs.backend.LeasedBackend"}}
JOB_LEASE_SECONDS: int = number("OTDEL_JOB_LEASE_SECONDS", default=60)
JOB_ATTEMPTS: int = number("OTDEL_JOB_ATTEMPTS", default=3)

# Mail is optional: without a server the links stand on the page of whoever asks for them
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if os.environ.get('OTDEL_MAIL_HOST') else 'dummy'}.EmailBackend"
EMAIL_HOST: str = text("OTDEL_MAIL_HOST", default="")
EMAIL_PORT: int = number("OTDEL_MAIL_PORT", default=587)
EMAIL_HOST_USER: str = text("OTDEL_MAIL_USER", default="")
EMAIL_HOST_PASSWORD: str = text("OTDEL_MAIL_PASSWORD", default="")
EMAIL_USE_TLS: bool = flag("OTDEL_MAIL_TLS", default=True)
DEFAULT_FROM_EMAIL: str = text("OTDEL_MAIL_FROM", default="otdel@localhost")

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"brief": {"()": "django.utils.log.CallbackFilter", "callback": told_briefly}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "stream": sys.stderr,
            "formatter": "line",
            "filters": ["brief"],
        }
    },
    "root": {"handlers": ["console"], "level": text("OTDEL_LOG_LEVEL", default="WARNING")},
    "loggers": {
        "otdel": {"level": text("OTDEL_LOG_LEVEL", default="INFO")},
        "axes": {"level": "ERROR"},  # failures to sign in are counted, not told to the log
    },
}
