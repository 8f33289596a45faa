import os

os.environ.setdefault("DJANGO_SECRET_KEY", "insecure-key-for-local-work")
os.environ.setdefault("DATABASE_USER", "clinic")
os.environ.setdefault("DATABASE_PASSWORD", "clinic")
os.environ.setdefault("DATABASE_HOST", "localhost")
os.environ.setdefault("REDIS_URL", "redis://localhost:6379/0")

from .settings import *  # noqa: E402, F403

DEBUG = True
ALLOWED_HOSTS = ["*"]
CORS_ALLOW_ALL_ORIGINS = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
