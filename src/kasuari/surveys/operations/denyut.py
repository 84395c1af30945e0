"""A wave of the pulse: planned, opened for everybody of the agency, answered under seal, counted once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kasuari.feedback import sealing
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.reasons import Reason, register
from kasuari.foundation.refusals import Invalid, Problem, Refusal
from kasuari.foundation.rows import write_next
from kasuari.organisation import queries as organisation
from kasuari.surveys.access import can_answer_pulse, can_run_pulse
from kasuari.surveys.butir_denyut import BUTIR, EDISI, TERTINGGI
from kasuari.surveys.enums import StateDenyut
from kasuari.surveys.events import PulseClosed, PulseOpened, PulsePlanned
from kasuari.surveys.models import AmplopDenyut, Denyut, HasilDenyut, UndanganDenyut
from kasuari.surveys.penghitungan import count
from kasuari.surveys.states import DENYUT

if TYPE_CHECKING:
    from kasuari.organisation.models import Instansi

register(
    {
        "denyut.plan": Reason(_("Denyut ini belum dapat disiapkan."), _("Perbaiki isian yang ditandai.")),
        "denyut.answer": Reason(
            _("Jawaban ini belum lengkap."), _("Lengkapi bagian yang ditandai, lalu kirim.")
        ),
        "denyut.closed": Reason(
            _("Denyut ini sudah ditutup, jadi jawaban ini tidak disimpan."),
            _("Anda akan ditanya lagi pada denyut berikutnya."),
        ),
        "denyut.key_gone": Reason(
            _("Kunci denyut ini tidak ada di server, jadi jawaban tidak dapat disimpan dengan aman."),
            _("Hubungi unit kepegawaian; jangan mengirim jawaban dengan cara lain."),
        ),
        "denyut.nobody": Reason(_("Tidak ada pegawai yang dapat diundang."), _("Periksa data pegawai.")),
    }
)

WAVES_A_YEAR = 3
LONGEST_DAYS = 31
BATCH = 2000
PANJANG = sealing.rounded(40 + 3 * len(BUTIR))


@transaction.atomic
def plan_pulse(
    *,
    instansi: Instansi,
    nama: str,
    start_date: date,
    last_date: date,
    by: Actor,
    at: datetime,
    ambang: int = 5,
) -> Denyut:
    """Write down a wave, three a year at most. Raises NotAllowed, Invalid."""
    can_run_pulse(by).or_raise()
    nama = " ".join(nama.split())
    rows = Denyut.objects.filter(instansi=instansi)
    days = (last_date - start_date).days
    rules = (
        (not nama or len(nama) > 120, "nama", _("Beri denyut ini sebuah nama.")),
        (rows.filter(nama=nama).exists(), "nama", _("Nama ini sudah dipakai denyut lain.")),
        (days < 0, "last_date", _("Hari terakhir tidak boleh sebelum hari pertama.")),
        (days > LONGEST_DAYS, "last_date", _("Denyut berlangsung paling lama sebulan.")),
        (
            rows.filter(start_date__year=start_date.year).count() >= WAVES_A_YEAR,
            "start_date",
            _("Tiga denyut setahun sudah cukup: lebih sering membuat orang lelah menjawab."),
        ),
        (not 5 <= ambang <= 30, "ambang", _("Ambang angka tidak boleh di bawah 5 jawaban.")),
    )
    problems = tuple(Problem("denyut.plan", path, words) for wrong, path, words in rules if wrong)
    if problems:
        raise Invalid("denyut.plan", problems=problems)
    made = Denyut.objects.create(
        instansi=instansi,
        nama=nama,
        start_date=start_date,
        last_date=last_date,
        edisi=EDISI,
        ambang=ambang,
        kunci=f"denyut-{secrets.token_hex(12)}",
        panjang=PANJANG,
        created_at=at,
        created_by_id=by.user_id,
    )
    record(
        PulsePlanned(by=by, at=at, object_id=made.pk, nama=nama, start_date=start_date, last_date=last_date)
    )
    return made


@transaction.atomic
def open_pulse(*, denyut: Denyut, version: int, by: Actor, at: datetime) -> Denyut:
    """Invite everybody with an open account and make the key.

    Raises NotAllowed, StateRefusal, Stale, Refusal.
    """
    can_run_pulse(by).or_raise()
    state = DENYUT.next(denyut.state, "buka")
    root = organisation.root_of(denyut.instansi)
    places: dict[int, int] = {}
    if root is not None:
        posts = organisation.people_in(root, on=at.date(), below=True).filter(pegawai__user__is_active=True)
        for pegawai_id, unit_id, jenis in posts.order_by("pk").values_list("pegawai_id", "unit_id", "jenis"):
            if pegawai_id not in places or jenis == "definitif":
                places[pegawai_id] = unit_id
    if not places:
        raise Refusal("denyut.nobody")
    UndanganDenyut.objects.bulk_create(
        [UndanganDenyut(denyut=denyut, pegawai_id=pk, unit_id=unit) for pk, unit in sorted(places.items())],
        batch_size=BATCH,
    )
    sealing.make_key(denyut.kunci)
    write_next(denyut, version, state=state, opened_at=at, opened_by_id=by.user_id)
    record(PulseOpened(by=by, at=at, object_id=denyut.pk, nama=denyut.nama, orang=len(places)))
    return denyut


@transaction.atomic
def answer_pulse(
    *, denyut: Denyut, undangan: UndanganDenyut | None, nilai: Mapping[str, int], by: Actor, at: datetime
) -> bool:
    """Put a sealed answer into the box. False where it was sent before: it counts once.

    It writes no event and no moment. Raises NotAllowed, Invalid, Refusal.
    """
    can_answer_pulse(by, undangan).or_raise()
    if undangan is None:
        return False
    held = Denyut.objects.select_for_update().get(pk=denyut.pk)
    if held.state != StateDenyut.TERBUKA or not held.start_date <= at.date() <= held.last_date:
        raise Refusal("denyut.closed")
    steps = range(TERTINGGI + 1)
    problems = tuple(
        Problem("denyut.answer", item.kode, _("Pilih satu, atau “Tidak tahu”."))
        for item in BUTIR
        if nilai.get(item.kode) not in steps
    )
    if problems:
        raise Invalid("denyut.answer", problems=problems)
    try:
        seal = sealing.seal_of(held.kunci, length=held.panjang)
    except sealing.KeyGone:
        raise Refusal("denyut.key_gone") from None
    if not UndanganDenyut.objects.filter(pk=undangan.pk, selesai=False).update(selesai=True):
        return False
    content = {"u": undangan.unit_id, "n": [nilai[item.kode] for item in BUTIR]}
    AmplopDenyut.objects.create(denyut=held, isi=seal.close(content, purpose=_purpose(held)))
    return True


@transaction.atomic
def close_pulse(*, denyut: Denyut, version: int, by: Actor, at: datetime) -> Denyut:
    """Open the box once, in memory, keep what may be shown, and destroy the key.

    Raises NotAllowed, StateRefusal, Stale, Refusal.
    """
    can_run_pulse(by).or_raise()
    state = DENYUT.next(denyut.state, "tutup")
    try:
        seal = sealing.seal_of(denyut.kunci, length=denyut.panjang)
    except sealing.KeyGone:
        raise Refusal("denyut.key_gone") from None
    units = organisation.unit_paths_of(denyut.instansi_id)
    paths, ids = dict(units), {path: pk for pk, path in units}
    answers = []
    rows = AmplopDenyut.objects.filter(denyut=denyut).order_by("pk")
    for isi in rows.values_list("isi", flat=True).iterator(chunk_size=BATCH):
        content = seal.open(isi, purpose=_purpose(denyut))
        answers.append((paths.get(content["u"], ""), content["n"]))
    shown = count(answers, ambang=denyut.ambang)
    write_next(denyut, version, state=state, jawaban=len(answers), closed_at=at, closed_by_id=by.user_id)
    HasilDenyut.objects.bulk_create(
        [HasilDenyut(denyut=denyut, unit_id=ids[path], isi=isi) for path, isi in sorted(shown.items())],
        batch_size=BATCH,
    )
    AmplopDenyut.objects.filter(denyut=denyut).delete()
    record(PulseClosed(by=by, at=at, object_id=denyut.pk, nama=denyut.nama, jawaban=len(answers)))
    transaction.on_commit(lambda: sealing.destroy_key(denyut.kunci))
    return denyut


def _purpose(denyut: Denyut) -> str:
    return f"denyut {denyut.pk}"
