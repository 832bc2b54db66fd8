"""Django's settings: safe as they are, on SQLite; the environment changes few of them.

SETIA_HOME      the folder of this installation (default var/setia)
DATABASE_URL    postgres://… instead of the SQLite file in the home folder
SETIA_HOSTS     names that the pages are served under, separated by commas
SETIA_HTTPS     1 where a proxy before Setia speaks HTTPS
SETIA_SMTP      smtp://name:password@host:587 where links to partner pages go by e-mail;
                smtps:// where the server speaks TLS from the beginning
SETIA_MAIL_FROM the address that such e-mails come from
SETIA_TELEGRAM_API    the address of one's own server of Telegram's Bot API, where there is one
SETIA_WEBHOOKS_LOCAL  1 where webhooks may go to http://localhost, to try a receiver out
"""

from __future__ import annotations

import os
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from setia.config.home import home_folder, key

HOME = home_folder()
SECRET_KEY = key("SECRET_KEY")
TRAIL_KEY = key("TRAIL_KEY").encode()
DEBUG = False
HTTPS = os.environ.get("SETIA_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("SETIA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "setia.core.apps.CoreConfig",
    "setia.people.apps.PeopleConfig",
    "setia.ledger.apps.LedgerConfig",
    "setia.catalog.apps.CatalogConfig",
    "setia.sales.apps.SalesConfig",
    "setia.intake.apps.IntakeConfig",
    "setia.programs.apps.ProgramsConfig",
    "setia.awards.apps.AwardsConfig",
    "setia.guard.apps.GuardConfig",
    "setia.closing.apps.ClosingConfig",
    "setia.backtests.apps.BacktestsConfig",
    "setia.claims.apps.ClaimsConfig",
    "setia.payouts.apps.PayoutsConfig",
    "setia.rewards.apps.RewardsConfig",
    "setia.statements.apps.StatementsConfig",
    "setia.disputes.apps.DisputesConfig",
    "setia.webhooks.apps.WebhooksConfig",
    "setia.alerts.apps.AlertsConfig",
    "setia.budgets.apps.BudgetsConfig",
    "setia.messages.apps.MessagesConfig",
    "setia.promises.apps.PromisesConfig",
    "setia.market.apps.MarketConfig",
    "setia.accounts.apps.AccountsConfig",
    "setia.care.apps.CareConfig",
    "setia.visits.apps.VisitsConfig",
    "setia.coaching.apps.CoachingConfig",
    "setia.events.apps.EventsConfig",
    "setia.surveys.apps.SurveysConfig",
    "setia.helpdesk.apps.HelpdeskConfig",
    "setia.partners.apps.PartnersConfig",
    "setia.ui.apps.UiConfig",
    "setia.office.apps.OfficeConfig",
    "setia.portal.apps.PortalConfig",
    "setia.api.apps.ApiConfig",
    "setia.config.apps.ConfigConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "csp",
    "heroicons",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "setia.office.middleware.PlainQueryMiddleware",
    "setia.office.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "setia.config.urls"
WSGI_APPLICATION = "setia.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "setia.office.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "setia.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{HOME / 'setia.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its place in the queue at once instead of failing half way, and
        # waits longer than the largest import holds the file.
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SILENCED_SYSTEM_CHECKS: list[str] = []

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "office:log-in"
LOGIN_REDIRECT_URL = "office:home"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "office/session/locked.html"
OTP_TOTP_ISSUER = "Setia"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [HOME / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = USE_TZ = USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_HANDLERS = [
    # Refuses a request that is too large before it is spooled to the disk.
    "setia.intake.bounded_upload.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The form of a long plan has a field for each of its values, and marks beside them.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
UPLOAD_MOST_BYTES = 200 * 1024 * 1024

_SMTP = urlsplit(os.environ.get("SETIA_SMTP", ""))
EMAIL_HOST = _SMTP.hostname or ""
EMAIL_PORT = _SMTP.port or (465 if _SMTP.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_SMTP.username or "")
EMAIL_HOST_PASSWORD = unquote(_SMTP.password or "")
EMAIL_USE_SSL = _SMTP.scheme == "smtps"
EMAIL_USE_TLS = bool(EMAIL_HOST) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("SETIA_MAIL_FROM", "setia@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
FACTS_FOLDER = HOME / "facts"
AWARDS_FOLDER = HOME / "awards"
WHATSAPP_API = "https://graph.facebook.com"
TELEGRAM_API = os.environ.get("SETIA_TELEGRAM_API", "https://api.telegram.org").rstrip("/")
WEBHOOKS_LOCAL = os.environ.get("SETIA_WEBHOOKS_LOCAL") == "1"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
}
