"""Settings that hold everywhere. `demo`, `test` and `production` say what differs and why."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from tte.common import valkey
from tte.settings.schedule import *  # noqa: F403
from tte.settings.webhooks import *  # noqa: F403

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("TTE_VAR", ROOT / "var"))

DEBUG = False
SECRET_KEY = os.environ.get("TTE_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("TTE_HOSTS", "localhost 127.0.0.1 [::1]").split()

# --- the operator ---------------------------------------------------------------------------------------------------
TTE_OPERATOR_NAME_ZH = os.environ.get("TTE_OPERATOR_NAME_ZH", "技术交易平台")
TTE_OPERATOR_NAME_EN = os.environ.get("TTE_OPERATOR_NAME_EN", "Technology Exchange")
TTE_SEAL = os.environ.get("TTE_SEAL", "")  # a picture of the seal for certificates; without it they are specimens
TTE_BASE_URL = os.environ.get("TTE_BASE_URL", "http://localhost:8000")
TTE_RULE_SET = os.environ.get("TTE_RULE_SET", "R2026")
TTE_CODELIST_SECONDS = 5  # how long a process keeps code lists and rules before it reads them again
TTE_DEMO = False
TTE_ROLE_BUTTONS = False

# --- applications, top floor last ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "csp",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "tte.common",
    "tte.accounts",
    "tte.codelists",
    "tte.drafts",
    "tte.files",
    "tte.trail",
    "tte.feed",
    "tte.search",
    "tte.notices",
    "tte.longwork",
    "tte.lists",
    "tte.webhooks",
    "tte.imports",
    "tte.casework",
    "institutions",
    "listings",
    "contracts",
    "tte.statistics",
    "tte.api",
    "tte.pages",
    "tte.ops",
]

MIDDLEWARE = [
    "tte.common.watching.WatchingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "tte.common.middleware.UploadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tte.common.middleware.AddressLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tte.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tte.drafts.middleware.TypingMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tte.common.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "tte.urls"
WSGI_APPLICATION = "tte.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tte.common.templatetags.names",
                "tte.common.templatetags.figures",
                "tte.common.templatetags.parts",
                "tte.common.templatetags.forms",
                "tte.common.templatetags.lists",
                "tte.drafts.templatetags.kept",
                "tte.search.templatetags.words",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tte.pages.context.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]

# --- storage: PostgreSQL holds every fact, the Redis protocol rings bells --------------------------------------------


def postgres(url: str) -> dict:
    """Django's settings for `postgresql://user:password@host:port/name`, or `…/name?host=/folder/of/the/socket`."""
    parts = urlparse(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"application_name": os.environ.get("TTE_PROCESS", "tte")},
    }


DATABASES = {"default": postgres(os.environ.get("TTE_DATABASE_URL", "postgresql:///tte"))}
REDIS_URL = os.environ.get("TTE_REDIS_URL", "redis://localhost:6379/0")

CACHES = {
    "default": {"BACKEND": "tte.common.valkey.ForgetfulCache", "LOCATION": REDIS_URL, "OPTIONS": valkey.OPTIONS},
}
SESSION_ENGINE = "tte.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tte.pages.views.errors.csrf_refused"

# --- work done later -------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"longwork.run": {"queue": "long"}, "casework.run_checks": {"queue": "audit"}}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "socket_keepalive": True,
}
CELERY_TIMEZONE = "UTC"

# Days for which a request sent again gets the answer it got before.
TTE_RECEIPT_DAYS = 7

# --- long work -------------------------------------------------------------------------------------------------------
# A work whose runner is silent this many seconds, and whose row nobody holds, is taken over.
TTE_WORK_SILENCE = 15
# So often may a work break off at the same place before it counts as failed.
TTE_WORK_ATTEMPTS = 5
# A register or a list with more rows than this is exported as long work.
TTE_EXPORT_AT_ONCE = 20_000
# Days for which the file that came of a work is kept.
TTE_RESULT_DAYS = int(os.environ.get("TTE_RESULT_DAYS", "7"))

# --- typing that is kept until a form is carried out -----------------------------------------------------------------
# Days for which typing that was never sent is kept; blank typing goes after two weeks.
TTE_DRAFT_DAYS = int(os.environ.get("TTE_DRAFT_DAYS", "90"))
# Hours for which it is kept for a visitor, who may be named in it.
TTE_VISITOR_DRAFT_HOURS = int(os.environ.get("TTE_VISITOR_DRAFT_HOURS", "24"))
# Characters of one form, forms of one person, saves of one person in a minute.
TTE_VISITOR_DRAFT_MINUTES = int(os.environ.get("TTE_VISITOR_DRAFT_MINUTES", "30"))
TTE_VISITOR_DRAFTS_A_NETWORK = int(os.environ.get("TTE_VISITOR_DRAFTS_A_NETWORK", "20"))
TTE_DRAFT_CHARACTERS = 200_000
TTE_VISITOR_DRAFT_CHARACTERS = 20_000
TTE_DRAFTS_A_PERSON = 300
TTE_DRAFT_SAVES_A_MINUTE = 120

# --- lists: how many views of one list a person may keep -------------------------------------------------------------
TTE_SAVED_VIEWS = 20

# --- people ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:desk"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGOUT_REDIRECT_URL = "pages:home"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "tte.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tte.accounts.forms.SignInForm",
    "signup": "tte.accounts.forms.SignupForm",
    "reset_password": "tte.accounts.forms.ForgottenForm",
    "reset_password_from_key": "tte.accounts.forms.NewPasswordForm",
    "change_password": "tte.accounts.forms.ChangePasswordForm",
    "add_email": "tte.accounts.forms.AddEmailForm",
    "reauthenticate": "tte.accounts.forms.ConfirmAccessForm",
}
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TTE_PROXIES", "1"))  # the front says whose address it is
MFA_ADAPTER = "tte.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "tte.accounts.forms_mfa.SecondStepForm",
    "reauthenticate": "tte.accounts.forms_mfa.ConfirmSecondStepForm",
    "activate_totp": "tte.accounts.forms_mfa.ActivateAppForm",
    "add_webauthn": "tte.accounts.forms_mfa.AddKeyForm",
    "edit_webauthn": "tte.accounts.forms_mfa.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
TTE_STAFF_NEED_SECOND_FACTOR = True

# --- languages and time ----------------------------------------------------------------------------------------------
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [
    ROOT / "locale" / area
    for area in (
        "common",
        "people",
        "codelists",
        "drafts",
        "notices",
        "longwork",
        "lists",
        "casework",
        "imports",
        "look",
        "pages",
        "listings",
        "posting",
        "takedown",
        "notice",
        "checks",
        "room",
        "talk",
        "bidding",
        "contracts",
        "statistics",
        "ops",
        "hooks",
    )
]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
TTE_TIME_ZONE = os.environ.get("TTE_TIME_ZONE", "Asia/Shanghai")

# --- files -----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("TTE_STATIC", VAR / "static"))
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = VAR / "media"
TTE_PROJECTIONS = VAR / "projections"
TTE_SCHEMAS = VAR / "schemas"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "tte.common.assets.JoinedStaticFilesStorage"},
}
TTE_UPLOAD_LIMIT = 20_000_000  # what a hint calls 20 MB
TTE_CLAMD = os.environ.get("TTE_CLAMD", "")  # the virus scanner: tcp://host:3310 or unix:///path; without it none scans
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- imports: what a file may hold once it is unpacked ---------------------------------------------------------------
TTE_IMPORT_BYTES = 256 * 1024 * 1024
TTE_IMPORT_ROWS = 200_000
TTE_IMPORT_COLUMNS = 200
TTE_IMPORT_CELL = 32_767  # characters; the most that a sheet given back can hold in a cell
TTE_IMPORT_CELLS = 5_000_000  # of a workbook, which is read into memory
TTE_IMPORT_CHUNK = 2000  # rows checked or entered in one transaction

# --- what browsers may do --------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# --- the API ---------------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "tte.accounts.tokens.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["tte.common.api_policy.DeclaredDoor"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "tte.api.schema.SummarisingSchema",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "EXCEPTION_HANDLER": "tte.api.gone.answer",
    "DEFAULT_VERSIONING_CLASS": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Technology Exchange API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none", "defaultModelsExpandDepth": -1},
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "tte.api.recorded.add_examples",
    ],
    "ENUM_NAME_OVERRIDES": {
        "AchievementStateEnum": "listings.enums.AchievementState",
        "WebhookStateEnum": "tte.webhooks.enums.SubscriptionState",
        "DeliveryStateEnum": "tte.webhooks.enums.DispatchState",
        "TakedownStateEnum": "listings.enums.TakedownState",
        "WorkStateEnum": "tte.longwork.enums.WorkState",
        "CaseStateEnum": "tte.casework.enums.CaseState",
        "CorrectionStateEnum": "tte.casework.enums.CorrectionState",
        "ProposalStateEnum": "listings.enums.ProposalState",
        "ProposalKindEnum": "listings.enums.ProposalKind",
        "ObjectionStateEnum": "listings.enums.ObjectionState",
        "QuestionStateEnum": "listings.enums.QuestionState",
        "QuestionAudienceEnum": "listings.enums.QuestionAudience",
        "AttachmentAudienceEnum": "listings.enums.AttachmentAudience",
        "RoomAccessStateEnum": "listings.enums.RoomAccessState",
        "CatalogueBatchStateEnum": "listings.enums.CatalogueBatchState",
        "IntentStateEnum": "listings.enums.IntentState",
        "DepositKindEnum": "listings.enums.DepositKind",
        "ImportStateEnum": "tte.imports.enums.BatchState",
    },
}

# --- mail and logs ---------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("TTE_FROM_EMAIL", "exchange@localhost")
EMAIL_BACKEND = "tte.notices.mailbox.MailboxBackend"
EMAIL_SUBJECT_PREFIX = ""
# Seconds after which the mail of a silent worker is sent again: longer than any attempt. The mailbox answers at once.
TTE_MAIL_CLAIM = 30
# Where mail comes back to, as name@domain; each delivery gets name+token@domain of its own.
TTE_BOUNCE_EMAIL = os.environ.get("TTE_BOUNCE_EMAIL", "")
# Authorities that are told of every takedown (R8-03), comma-separated addresses.
TTE_AUTHORITY_EMAILS = [each.strip() for each in os.environ.get("TTE_AUTHORITY_EMAILS", "").split(",") if each.strip()]
# The hour of the official zone at which digests are sent: daily, and weekly on Mondays.
TTE_DIGEST_HOUR = int(os.environ.get("TTE_DIGEST_HOUR", "8"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "tte.common.watching.RequestId"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "tte.common.logs.Lines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # The address of a request may hold a key: `tte.request` tells of faults by the name of the door instead.
    "loggers": {"django.request": {"level": "CRITICAL"}, "tte.request": {"level": "WARNING"}},
}
# Who gathers the figures of /metrics shows this token; without one the door is shut.
TTE_METRICS_TOKEN = os.environ.get("TTE_METRICS_TOKEN", "")
