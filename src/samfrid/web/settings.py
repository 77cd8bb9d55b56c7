"""Django's settings. What an operator may choose comes from the environment: see docs/operator/README.md."""

from __future__ import annotations

import os
from typing import Any

from csp.constants import NONE, SELF

from samfrid.web.paths import BUILD, DATA
from samfrid.web.server.config import database_from, secret

DEBUG = os.environ.get("SAMFRID_DEBUG") == "1"
#: served over TLS by a proxy in front; without it, log-in cookies go over plain HTTP on the loopback
BEHIND_TLS = os.environ.get("SAMFRID_TLS") == "1"
SECRET_KEY = secret("django")
ALLOWED_HOSTS = os.environ.get("SAMFRID_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if BEHIND_TLS else []

INSTALLED_APPS = [
    "samfrid.audit",
    "samfrid.municipalities",
    "samfrid.provenance",
    "samfrid.post",
    "samfrid.commitments",
    "samfrid.matters",
    "samfrid.plans",
    "samfrid.partners",
    "samfrid.reporting",
    "samfrid.documents",
    "samfrid.gaps",
    "samfrid.answers",
    "samfrid.editions",
    "samfrid.association",
    "samfrid.survey",
    "samfrid.yearly",
    "samfrid.search",
    "samfrid.openness",
    "samfrid.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "samfrid.web.policy.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "samfrid.web.health.HealthMiddleware",
    # programs with a key need nothing of what follows
    "samfrid.openness.api.door.ApiDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "samfrid.municipalities.middleware.UserMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "samfrid.municipalities.middleware.TenantMiddleware",
    "samfrid.web.partner_door.PartnerDoor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "samfrid.web.papers.PaperMiddleware",
]

ROOT_URLCONF = "samfrid.web.urls"
WSGI_APPLICATION = "samfrid.web.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "samfrid.web.context.shell",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": database_from(os.environ.get("DATABASE_URL"))}
if "DATABASE_OWNER_URL" in os.environ:
    # only where migrations are run; the web server and the worker are started without it
    DATABASES["owner"] = database_from(os.environ["DATABASE_OWNER_URL"])

AUTH_USER_MODEL = "municipalities.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "samfrid.web.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
#: by account, never by address: behind a proxy all of the municipality comes from one
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key",
    "reset_password": "5/m/key",  # nosec B105 - a rate
    "login": None,
    "signup": None,
    "reset_password_from_key": None,  # nosec B105
}
ACCOUNT_PREVENT_ENUMERATION = True
#: without a mail server nothing is sent, and nothing that needs mail is offered
EMAIL_HOST = os.environ.get("SAMFRID_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("SAMFRID_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("SAMFRID_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMFRID_SMTP_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
#: where somebody outside reaches Samfrid: what links in letters begin with
PUBLIC_ADDRESS = os.environ.get(
    "SAMFRID_ADDRESS",
    f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    if BEHIND_TLS
    else f"http://localhost:{os.environ.get('SAMFRID_PORT', '8000')}",
).rstrip("/")
DEFAULT_FROM_EMAIL = os.environ.get("SAMFRID_MAIL_FROM", "samfrid@localhost")
#: seconds: a server that does not answer holds the others up no longer
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "samfrid_cache",
        # it holds failed log-ins: with the usual 300 rows, trying other accounts would drive one's own out
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# kept on the server: a new account's first password is told in one
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "samfrid.municipalities.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_NAME = "__Host-samfrid" if BEHIND_TLS else "samfrid"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samfrid.web.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 63072000 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # the design system draws its marks as data: pictures in its style sheet
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [os.fspath(path) for path in [BUILD / "locale"]]
LANGUAGE_COOKIE_NAME = "samfrid-sprak"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = BUILD / "static"
STATICFILES_DIRS = [BUILD / "assets" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
#: bytes; larger uploads are refused with a sentence, see samfrid.documents
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 500

PROCRASTINATE_IMPORT_PATHS = [
    "samfrid.documents.tasks",
    "samfrid.gaps.tasks",
    "samfrid.search.tasks",
    "samfrid.post.tasks",
    "samfrid.reporting.tasks",
    "samfrid.partners.tasks_meetings",
    "samfrid.partners.tasks",
    "samfrid.plans.tasks",
]
PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "samfrid.web.logs.PlainFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
