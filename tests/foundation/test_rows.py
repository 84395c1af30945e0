"""A row is written over only as the writer saw it."""

from __future__ import annotations

from typing import Any

import pytest

from kasuari.foundation.refusals import Stale
from kasuari.foundation.rows import write_next
from kasuari.organisation.models import UnitKerja
from kasuari.planning.models import Periode
from tests.cast import Cast


def test_it_writes_the_named_columns_alone_and_the_row_in_memory_follows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    unit = UnitKerja.objects.get(pk=cast.puskesmas.pk)
    assert unit.induk == cast.dinkes
    unit.eselon = "not saved"
    with django_assert_num_queries(1):
        write_next(unit, unit.version, nama="Puskesmas Baru", induk_id=cast.puskesmas_lain.pk)
    stored = UnitKerja.objects.get(pk=unit.pk)
    assert (unit.nama, unit.induk, unit.version) == (stored.nama, cast.puskesmas_lain, stored.version)
    assert stored.nama == "Puskesmas Baru"
    assert stored.version == cast.puskesmas.version + 1
    assert stored.eselon != "not saved"


def test_another_version_or_another_state_is_stale(cast: Cast) -> None:
    seen = Periode.objects.get(pk=cast.periode.pk)
    with pytest.raises(Stale):
        write_next(seen, seen.version + 1, tahun=2031)
    Periode.objects.filter(pk=seen.pk).update(state="ditutup")
    with pytest.raises(Stale):
        write_next(seen, seen.version, tahun=2031)
    assert seen.tahun == Periode.objects.get(pk=seen.pk).tahun == cast.periode.tahun
