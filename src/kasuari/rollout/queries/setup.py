"""From nothing to a running pilot: what is done, what comes next, and what it cost the clerk's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.queries import activated_among
from kasuari.audit.queries import moments_between
from kasuari.foundation.components.markup import grouped
from kasuari.foundation.reasons import Words
from kasuari.organisation.queries import pegawai_rows, superiors_for_people, units_of
from kasuari.planning.queries import current_periode
from kasuari.rollout.enums import JenisGelombang, StateGelombang
from kasuari.rollout.models import AnggotaGelombang, Gelombang, UjiCoba
from kasuari.rollout.queries.waves import subject_to_rating
from kasuari.rollout.stretches import PAUSE, worked

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the set-up: whether it is done, by which facts, and where to do it."""

    title: Words
    text: Words
    done: bool
    facts: Words
    url: str
    action: Words


@dataclass(frozen=True, slots=True)
class Meter:
    """The clerk's own time, by what they left in the ledger: acts less than five minutes apart, added up.
    Reading, thinking and talking leave nothing behind, so it is a lower bound."""

    today: timedelta
    week: timedelta
    acts: int

    @property
    def pause_minutes(self) -> int:
        return int(PAUSE.total_seconds() // 60)


def steps_of(instansi: Instansi, *, on: date) -> list[Step]:
    """The checklist, from the facts as they stand. Nothing is ticked by hand."""
    units = units_of(instansi.pk).count()
    people = pegawai_rows().filter(instansi=instansi)
    count = people.count()
    holding = people.exclude(user=None)
    users = holding.count()
    activated = activated_among(holding.order_by().values("user_id"))
    periode = current_periode(instansi, on)
    waves = list(Gelombang.objects.filter(instansi=instansi).order_by("urutan"))
    pilots = [row for row in waves if row.jenis == JenisGelombang.PILOT]
    members = AnggotaGelombang.objects.filter(gelombang__in=pilots).count() if pilots else 0
    begun = any(row.state != StateGelombang.DISIAPKAN for row in pilots)
    first = pilots[0] if pilots else None
    wave_url = reverse("rollout:wave", args=[first.pk]) if first else reverse("rollout:waves")
    gate_url = reverse("rollout:gate", args=[first.pk]) if first else reverse("rollout:waves")
    rated = list(subject_to_rating(people).order_by().values_list("pk", flat=True))
    found = superiors_for_people(pegawai_ids=rated, on=on) if rated else {}
    right = sum(answer.penilai_id is not None for answer in found.values())
    imports = reverse("organisation:imports")
    return [
        Step(
            _("Masukkan unit"),
            _("Unggah daftar unit; kolomnya dikenali sendiri dan barisnya dapat dirapikan di tempat."),
            units > 1,
            _("{n} unit").format(n=grouped(units)),
            imports,
            _("Impor unit"),
        ),
        Step(
            _("Masukkan pegawai"),
            _("Unggah daftar pegawai dengan jabatan dan unitnya."),
            count > 1,
            _("{n} orang").format(n=grouped(count)),
            imports,
            _("Impor pegawai"),
        ),
        Step(
            _("Periksa penilai"),
            _("Penilai ditemukan dari penugasan. Yang belum ditemukan muncul di sini."),
            bool(rated) and right >= 0.95 * len(rated),
            _("{n} dari {all} orang").format(n=grouped(right), all=grouped(len(rated))),
            reverse("organisation:units"),
            _("Lihat unit"),
        ),
        Step(
            _("Buka periode kinerja"),
            _("Tahun kinerja dengan periode evaluasinya: bulanan atau triwulanan."),
            periode is not None,
            str(periode.tahun) if periode is not None else "",
            reverse("planning:periods"),
            _("Buka periode"),
        ),
        Step(
            _("Bagikan akun"),
            _("Cetak kode aktivasi per unit; setiap orang memasang kata sandinya sendiri."),
            bool(users) and activated >= 0.9 * users,
            _("{n} dari {all} akun aktif").format(n=grouped(activated), all=grouped(users)),
            reverse("accounts:users"),
            _("Lihat akun"),
        ),
        Step(
            _("Buat gelombang uji coba"),
            _("Pilih atau undi unit yang sebanding, lalu masukkan ke gelombang."),
            members > 0,
            _("{n} unit dalam uji coba").format(n=members),
            wave_url,
            _("Atur gelombang"),
        ),
        Step(
            _("Tetapkan ukuran keberhasilan"),
            _("Sebelum mulai, supaya hasilnya kelak dapat dipercaya."),
            UjiCoba.objects.filter(instansi=instansi).exists(),
            "",
            reverse("rollout:trials"),
            _("Tetapkan ukuran"),
        ),
        Step(
            _("Buka gerbang dan mulai"),
            _("Syaratnya diukur, keputusannya ditandatangani, lalu gelombang dimulai."),
            begun,
            "",
            gate_url,
            _("Ke gerbang"),
        ),
    ]


def meter_of(user_id: int, *, at: datetime) -> Meter:
    """The clerk's own time of today and of the last seven days. One query."""
    start = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    moments = [
        moment
        for _, moment in moments_between({user_id}, start - timedelta(days=6), at + timedelta(seconds=1))
    ]
    today = [moment for moment in moments if moment >= start]
    return Meter(worked(today), worked(moments), len(moments))
