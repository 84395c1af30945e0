"""What goes wrong in a rollout: a switch in the middle of a cycle, a missing baseline, one pilot unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kasuari.accounts.models import Notice
from kasuari.foundation.refusals import Invalid
from kasuari.organisation.models import Pegawai, UnitKerja
from kasuari.progress.models import Realisasi
from kasuari.rollout import operations, printing
from kasuari.rollout.enums import Ukuran
from kasuari.rollout.models import Gelombang, HasilUji, UjiCoba
from kasuari.rollout.queries import latest_result
from kasuari.rollout.words import findings
from tests.cast import NOW, TODAY, Cast
from tests.documents.paper import open_pdf, whole_text
from tests.planning_builder import indikator_of, set_skp_for
from tests.rollout.acts import crew, locked, lone_unit, lone_units, observe, running, switch, wave, written

SignIn = Callable[[Pegawai], Client]
pytestmark = pytest.mark.django_db
LATER = timezone.make_aware(datetime(2026, 12, 1, 9))


def test_a_switch_turned_off_in_the_middle_of_a_cycle_loses_nothing(
    cast: Cast, sign_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    made = running(cast, cast.puskesmas)
    for fungsi in ("skp", "realisasi"):
        switch(cast, made, fungsi)
    written(cast, skp)
    yohana, item = sign_in(cast.yohana), indikator_of(skp)[0]
    path = reverse("progress:record", args=[skp.pk, cast.triwulan(2).pk, item.pk])
    page = reverse("progress:period", args=[skp.pk, cast.triwulan(2).pk])
    with django_capture_on_commit_callbacks(execute=True):
        switch(cast, made, "realisasi", on=False)
    assert Notice.objects.filter(kind="rollout.switched_off", user=cast.yohana.user).exists()
    read = yohana.get(page)
    assert read.status_code == 200
    assert "Register lengkap" in read.content.decode()
    sent = {"version": 1, "teks": "Register lengkap dan terkirim", "nilai": "", "sumber_data": "Register"}
    assert yohana.post(path, sent).status_code == 403
    assert Realisasi.objects.get().teks == "Register lengkap"
    switch(cast, made, "realisasi")
    assert yohana.post(path, sent).status_code in {200, 302}
    assert Realisasi.objects.get().teks == "Register lengkap dan terkirim"


def trial(
    cast: Cast, pilots: list[UnitKerja], others: list[UnitKerja], rows: list[str]
) -> tuple[UjiCoba, HasilUji]:
    """An evaluation over six months, three before the start, with these observations, and its result."""
    wave(cast, *pilots)
    wave(cast, *others, nama="Pembanding", jenis="pembanding")
    made = locked(cast, akhir_date=date(2026, 11, 1))
    observe(cast, made, rows, at=LATER)
    operations.estimate_trial(uji=made, by=cast.actor(cast.lusia), at=LATER)
    result = latest_result(made)
    assert result is not None
    return made, result


def observed(unit: UnitKerja, *, months: range = range(5, 11), gain: float = 0.0) -> list[str]:
    values = {month: 1 + unit.pk % 7 / 10 + month % 3 / 10 + (gain if month >= 8 else 0) for month in months}
    return [f"{unit.kode},2026-{month:02d},umpan_balik,{value:.2f},20" for month, value in values.items()]


def all_observed(units: list[UnitKerja], **given: Any) -> list[str]:
    return [line for unit in units for line in observed(unit, **given)]


def test_steps_of_a_single_unit_are_not_planned(cast: Cast) -> None:
    units = lone_units(cast, 4)
    wave(cast, units[0])
    second = wave(cast, *units[1:3], nama="Gelombang 2", jenis="lanjutan")
    with pytest.raises(Invalid) as refused:
        locked(cast, metode="bertahap")
    assert [problem.path for problem in refused.value.problems] == ["metode"]
    first = Gelombang.objects.get(jenis="pilot")
    operations.add_unit(gelombang=first, unit=units[3], by=cast.actor(cast.lusia), at=NOW)
    Gelombang.objects.filter(pk=second.pk).update(rencana_date=date(2026, 10, 1))
    made = locked(cast, metode="bertahap")
    assert sorted(row["mulai"] for row in made.unit) == ["2026-08-01"] * 2 + ["2026-10-01"] * 2


def test_one_pilot_unit_says_what_cannot_be_said(cast: Cast) -> None:
    units = lone_units(cast, 5)
    rows = observed(units[0], gain=2) + all_observed(units[1:])
    made, result = trial(cast, units[:1], units[1:], rows)
    (found,) = findings(made, result.isi)
    assert found.verdict == "tidak_dapat"
    assert any("Hanya satu unit uji coba" in line for line in found.limits)
    short = printing.print_short(made, result, at=LATER)
    text = whole_text(short)
    assert "belum dapat ditarik kesimpulan" in text
    assert "hanya satu unit uji coba" in text
    assert "naik" not in text.lower().split("yang dicoba")[0]
    assert len(open_pdf(short).pages) == 1


def test_the_page_for_the_governor_stays_one_page_whatever_it_must_say(cast: Cast) -> None:
    units = lone_units(cast, 9)
    rows = all_observed(units[:3], gain=2) + all_observed(units[3:])
    made, result = trial(cast, units[:3], units[3:], rows)
    numbers = result.isi["ukuran"]["umpan_balik"]
    worst = numbers | {"batas": ["baseline_missing", "after_missing"]}
    result.isi["ukuran"] = dict.fromkeys(Ukuran.values, worst)
    made.utama, made.lain = Ukuran.values[:2], Ukuran.values[2:]
    name = "Badan Perencanaan Pembangunan, Riset dan Inovasi Daerah"
    made.unit += [{"unit": 0, "nama": name, "mulai": "2026-08-01", "strata": ""}] * 20
    short = printing.print_short(made, result, at=LATER)
    assert len(open_pdf(short).pages) == 1
    text = whole_text(short)
    assert "evaluasi disampaikan tepat waktu naik 2,0 poin persen" in text
    assert "dan 18 unit lain" in text
    assert "Mei 2026" in text  # the picture says its months and its scale
    assert "SciPy" in whole_text(printing.print_long(made, result, at=LATER))


def test_a_missing_baseline_stands_in_the_reports(cast: Cast, sign_in: SignIn) -> None:
    units = lone_units(cast, 7)
    rows = all_observed(units[:2], gain=2) + all_observed(units[2:-1])
    rows += observed(units[-1], months=range(8, 11))  # nobody looked before the start
    made, result = trial(cast, units[:2], units[2:], rows)
    (found,) = findings(made, result.isi)
    assert (found.numbers["tertinggal"], found.numbers["pembanding"]) == (1, 4)
    words = "unit tanpa amatan awal; unit itu tidak ikut dihitung"
    assert words in whole_text(printing.print_long(made, result, at=LATER))
    page = sign_in(cast.lusia).get(reverse("rollout:trial", args=[made.pk])).content.decode()
    assert words in page
    assert "sebelum mulai 6 dari 7 unit, sesudahnya 7" in page


def test_a_comparison_keeps_the_old_way_until_its_turn(cast: Cast, sign_in: SignIn) -> None:
    """Its people read and do not write: that is what the pilot is compared with."""
    wave(cast, cast.puskesmas, jenis="pembanding")
    standing = cast.actor(cast.yohana, on=TODAY + timedelta(days=90)).standing
    assert not standing.has("skp")
    assert standing.has("lain")
    yohana = sign_in(cast.yohana)
    assert "belum menyala bagi unit Anda" in yohana.get(reverse("planning:mine")).content.decode()


def test_whoever_oversees_the_agency_is_told_of_their_own_place_of_work(cast: Cast, sign_in: SignIn) -> None:
    """The wave of their own unit stops nothing of what they do for others, and the page does not say so."""
    wave(cast, cast.bkpsdm, jenis="pembanding")
    page = sign_in(cast.agus).get(reverse("evaluation:kalibrasi_list")).content.decode()
    assert "Kalibrasi belum menyala di unit tempat Anda bekerja (Gelombang 1)" in page
    assert "bagi unit Anda" not in page


def test_a_unit_that_already_has_its_wave_is_not_ticked_for_the_next_draw(
    cast: Cast, sign_in: SignIn
) -> None:
    taken, free = lone_unit(cast, "Puskesmas Bupul", "pusk8"), lone_unit(cast, "Puskesmas Muting", "pusk7")
    crew(cast, taken, 5)
    crew(cast, free, 5, first=50)
    wave(cast, taken)
    html = sign_in(cast.lusia).get(reverse("rollout:draws")).content
    rows = {row.input["value"]: row for row in BeautifulSoup(html, "html.parser").select("label.choice")}
    out, within = rows[str(taken.pk)], rows[str(free.pk)]
    assert not out.input.has_attr("checked")
    assert "sudah dalam gelombang: Gelombang 1" in out.get_text()
    assert within.input.has_attr("checked")
    assert "sudah dalam gelombang" not in within.get_text()
    # Dinas Kesehatan would carry the Puskesmas along into a second wave.
    assert not rows[str(cast.dinkes.pk)].input.has_attr("checked")
