"""What each persona gets of penghargaan, pembinaan, manajemen talenta and the list of angka kredit."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.development.follow_up import potensi_csv
from tests.site.route_row import CLERK, CLERK_PAGE, EVERYBODY, Row
from tests.site.world import World

WAITING = "-- ..o.. ooo"  # whoever proposed it and those who oversee; not the person before it is approved
APPROVED = "-- o.... ooo"  # and the person
DECIDER = "-- ..x.. xox"
REVOKER = "-- x.... xox"
PROPOSER = "-- ..o.. xxx"
PROPOSING = "-- ..o.. oxx"  # on a result: the penilai, the unit kepegawaian; not on one's own
_API = "/api/v1/recognitions/{usulan_id}"
_PERIOD = "/api/v1/evaluation-periods/{period_id}"


def _result(world: World) -> dict[str, Any]:
    return {"evaluasi_id": world.follow_up.result.pk}


def _waiting(world: World) -> dict[str, Any]:
    return {"usulan_id": world.follow_up.waiting.pk}


def _approved(world: World) -> dict[str, Any]:
    return {"usulan_id": world.follow_up.approved.pk}


def _period(world: World) -> dict[str, Any]:
    return {"period_id": world.period.pk}


def _new(world: World) -> dict[str, Any]:
    return {"bentuk": "lain", "nama": "Bidan Teladan", "alasan": "Menolong tanpa pilih waktu."}


def _yes(world: World) -> dict[str, Any]:
    return {"putusan": "setujui", "alasan": "Sesuai bukti.", "version": world.follow_up.waiting.version}


def _revoke(world: World) -> dict[str, Any]:
    return {"putusan": "cabut", "alasan": "Predikatnya berubah.", "version": world.follow_up.approved.version}


def _version(world: World) -> dict[str, Any]:
    return {"version": world.follow_up.waiting.version}


AWARDS = [
    Row("GET", "development:recognitions", EVERYBODY, note="lists what is within reach"),
    Row("GET", "development:recognition_candidates", EVERYBODY, note="whom one rated or oversees"),
    Row("GET", "development:propose_recognition", PROPOSING, args=_result),
    Row("POST", "development:propose_recognition", PROPOSING, args=_result, data=_new, ok=302),
    Row("GET", "development:recognition", WAITING, args=_waiting, note="waiting"),
    Row("GET", "development:recognition", APPROVED, args=_approved, note="approved"),
    Row("POST", "development:decide_recognition", DECIDER, args=_waiting, data=_yes, ok=302),
    Row(
        "POST", "development:decide_recognition", REVOKER, args=_approved, data=_revoke, ok=302, note="revoke"
    ),
    Row("POST", "development:withdraw_recognition", PROPOSER, args=_waiting, data=_version, ok=302),
    Row("POST", "development:export_recognitions", EVERYBODY, note="holds what is within reach"),
    Row("GET", "development:guidance", EVERYBODY, note="whom one rated or oversees"),
    Row(
        "POST",
        "development:export_guidance",
        EVERYBODY,
        data=lambda w: {"periode": w.period.pk},
        note="holds what is within reach",
    ),
    Row("GET", "/api/v1/recognitions", EVERYBODY, note="lists what is within reach"),
    Row("GET", _API, WAITING, args=_waiting),
    Row("POST", _API + "/decision", DECIDER, args=_waiting, data=_yes),
    Row("POST", _API + "/withdraw", PROPOSER, args=_waiting, data=_version),
    Row("POST", "/api/v1/evaluations/{evaluasi_id}/recognitions", PROPOSING, args=_result, data=_new, ok=201),
    Row("GET", _PERIOD + "/recognition-candidates", EVERYBODY, args=_period),
    Row("GET", _PERIOD + "/guidance", EVERYBODY, args=_period),
]

OVERSEES = "-- xxxxx ooo"  # some unit; a penilai does not
OVERSEEN = "-- ..... ooo"  # of a person: those who oversee the unit; the person reads one's own box


def _file(world: World) -> dict[str, Any]:
    return {"impor_potensi_id": world.follow_up.impor.pk}


def _file_version(world: World) -> dict[str, Any]:
    return {"version": world.follow_up.impor.version}


def _potensi(world: World) -> dict[str, Any]:
    return {"potensi_id": world.follow_up.potensi.pk}


def _person(world: World) -> dict[str, Any]:
    return {"pegawai_id": world.cast.yohana.pk}


def _assessed(world: World) -> dict[str, Any]:
    return {"nilai": "tinggi", "tanggal": "2026-03-03", "dasar": "Asesmen Maret"}


def _wrong(world: World) -> dict[str, Any]:
    return {"alasan": "Salah orang"}


TALENT = [
    Row("GET", "development:talent", OVERSEES),
    Row("GET", "development:my_talent", EVERYBODY, note="of whoever asks"),
    Row("POST", "development:export_talent", OVERSEES, data=lambda w: {"periode": w.period.pk}),
    Row("GET", "development:potentials", CLERK),
    Row(
        "POST",
        "development:potentials",
        CLERK,
        data=lambda w: {
            "file": SimpleUploadedFile("p.csv", potensi_csv(f"{w.cast.rosa.nip},tinggi,2026-02-02,A"))
        },
        ok=302,
    ),
    Row("GET", "development:potential_file", CLERK_PAGE, args=_file),
    Row("POST", "development:apply_potential_file", CLERK_PAGE, args=_file, data=_file_version, ok=302),
    Row("POST", "development:cancel_potential_file", CLERK_PAGE, args=_file, data=_file_version, ok=302),
    Row("GET", "development:potential", OVERSEEN, args=_person),
    Row("POST", "development:potential", "-- ..... oxx", args=_person, data=_assessed, ok=302),
    Row("POST", "development:cancel_potential", CLERK_PAGE, args=_potensi, data=_wrong, ok=302),
    Row("GET", _PERIOD + "/talent", OVERSEES, args=_period),
    Row("GET", "/api/v1/people/{pegawai_id}/potential", OVERSEEN, args=_person),
    Row(
        "POST",
        "/api/v1/people/{pegawai_id}/potential",
        CLERK,
        args=_person,
        data=_assessed,
        ok=201,
    ),
    Row("POST", "/api/v1/potential/{potensi_id}/cancel", CLERK_PAGE, args=_potensi, data=_wrong),
]
CREDITS = [
    Row("GET", "development:credits", OVERSEES),
    Row("POST", "development:export_credits", OVERSEES),
    Row("GET", "/api/v1/credits", OVERSEES),
]
FOLLOW_UP = [*AWARDS, *TALENT, *CREDITS]
