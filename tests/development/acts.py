"""Short ways to note and sign angka kredit in tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kasuari.development import operations, queries
from kasuari.development.models import CatatanKredit
from kasuari.development.queries import CreditRecord
from kasuari.organisation.models import Pegawai
from tests.cast import NOW, TODAY, Cast


def credit(cast: Cast, person: Pegawai | None = None, *, on: date = TODAY) -> CreditRecord:
    pegawai = person or cast.yohana
    return queries.credit_record(cast.actor(cast.lusia), pegawai.pk, on=on)


def bring(cast: Cast, nilai: str | Decimal | None = "100", **changes: Any) -> CatatanKredit:
    given: dict[str, Any] = {
        "held": credit(cast),
        "jenis": "jf_lama",
        "nilai": nilai if nilai is None else Decimal(nilai),
        "tanggal": date(2023, 1, 1),
        "teks": "PAK 800/12/2023 tanggal 3 Januari 2023",
        "by": cast.actor(cast.lusia),
        "at": NOW,
    }
    return operations.add_note(**(given | changes))
