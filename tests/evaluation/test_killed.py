"""Signing is all or nothing: whatever breaks in the middle leaves the evaluation as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from kasuari.audit.models import AuditEntry
from kasuari.documents.models import Document
from kasuari.evaluation.models import Evaluasi
from kasuari.progress.models import PenutupanPelaksanaan
from tests import migrated
from tests.cast import Cast
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning_builder import set_skp_for

ROOT = Path(__file__).resolve().parent.parent.parent


class PowerCutError(Exception):
    """Stands for anything that ends the work."""


@pytest.mark.parametrize(
    "place",
    [
        "kasuari.evaluation.operations.signing.collect_fakta",
        "kasuari.progress.operations.close_pelaksanaan",
        "kasuari.evaluation.operations.issuing.print_hasil_evaluasi",
        "kasuari.evaluation.operations.issuing.print_dokumen_evaluasi",
        "kasuari.evaluation.operations.issuing.print_penjelasan",
        "kasuari.evaluation.operations.signing.record",
    ],
)
def test_a_fault_while_signing_leaves_nothing_half(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    def cut(*args: object, **kwargs: object) -> None:
        raise PowerCutError

    give_capaian(cast)
    draft = rate(cast, set_skp_for(cast, cast.yohana, cast.hendrika))
    before = AuditEntry.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(place, cut)
        with pytest.raises(PowerCutError):
            sign(cast, draft)
    row = Evaluasi.objects.get()
    assert (row.state, row.predikat, row.fakta, row.signed_at, row.version) == ("dinilai", "", {}, None, 1)
    assert not Document.objects.exists()
    assert not PenutupanPelaksanaan.objects.exists()
    assert AuditEntry.objects.count() == before
    assert sign(cast, row).state == "ditandatangani"


SCRIPT = """
import os, signal, sys
import tests.settings
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import build_cast
from tests.evaluation.acts import give_capaian, rate, sign
from tests.planning_builder import set_skp_for
cast = build_cast()
give_capaian(cast)
draft = rate(cast, set_skp_for(cast, cast.yohana, cast.hendrika))
from kasuari.evaluation.operations import issuing
issuing.print_penjelasan = lambda data: os.kill(os.getpid(), signal.SIGKILL)
sign(cast, draft)
"""


@pytest.mark.concurrency
@pytest.mark.skipif(
    "postgresql" in settings.DATABASES["default"]["ENGINE"], reason="kills a process with its own file"
)
def test_a_process_killed_while_signing_leaves_nothing_half(tmp_path: Path) -> None:
    file = tmp_path / "kasuari.db"
    migrated.give(file)
    environment = os.environ | {
        "KASUARI_TEST_DATABASE_URL": f"sqlite:///{file}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()[-2000:]
    with sqlite3.connect(file) as left:
        assert left.execute(
            "select state, predikat, signed_at, version from evaluation_evaluasi"
        ).fetchall() == [("dinilai", "", None, 1)]
        for table in ("documents_document", "progress_penutupanpelaksanaan"):
            assert left.execute(f"select count(*) from {table}").fetchone() == (0,)
        kinds = [kind for (kind,) in left.execute("select kind from audit_auditentry")]
        assert kinds == ["evaluation.rated"]
    left.close()
