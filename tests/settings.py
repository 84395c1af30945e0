"""Settings of the suite: SQLite in memory, or the server in KASUARI_TEST_DATABASE_URL."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_scratch = Path(tempfile.mkdtemp(prefix="kasuari-tests-"))
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
(_scratch / "data" / "static").mkdir(parents=True)  # whitenoise warns about a missing folder
os.environ.update(
    KASUARI_ENVIRONMENT="test",
    KASUARI_SECRET_KEY="a key of the test suite and of nothing else",
    KASUARI_DATABASE_URL=os.environ.get("KASUARI_TEST_DATABASE_URL", f"sqlite:///{_scratch / 'kasuari.db'}"),
    KASUARI_DATA_DIR=str(_scratch / "data"),
    KASUARI_SECURE_COOKIES="false",
)
for name in ("KASUARI_PRACTICE_DATE", "KASUARI_EMAIL_URL", "KASUARI_ALLOWED_HOSTS"):
    os.environ.pop(name, None)

from kasuari.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: the threads of a live server then have connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(_scratch / "suite.db")}  # noqa: F405
