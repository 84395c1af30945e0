"""Versions of a set SKP: the list, one version with what it changes, and its way to the penilai."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.access import Allowed, Answer, Denied
from kasuari.foundation.refusals import Invalid
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import access, operations, queries
from kasuari.planning.differences import Difference, difference
from kasuari.planning.enums import JenisLampiran, StateVersi
from kasuari.planning.models import Skp, VersiSkp
from kasuari.planning.naskah import as_read, from_json
from kasuari.planning.naskah_roles import roles_missing
from kasuari.planning.operations.roles import waiting_items
from kasuari.planning.people import kewenangan_of, pegawai_named
from kasuari.planning.printing import LAMPIRAN, MANUAL
from kasuari.planning.queries import Shortcomings
from kasuari.planning.states import VERSI
from kasuari.planning.versi_printing import paper_of_version
from kasuari.planning.web.forms import NewRhkForm, VersiForm
from kasuari.planning.web.replies import version_in

NOTE = "catatan:"


@require_http_methods(["GET", "POST"])
def versions(request: ActorRequest, skp_id: int) -> HttpResponse:
    """Every version of an SKP, which one runs, and the beginning of a new one."""
    skp = queries.skp_for(request.actor, skp_id)
    form = VersiForm(request.POST or None, initial={"version": skp.version})
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            versi = operations.start_version(
                skp=skp,
                version=form.cleaned_data["version"],
                sebab=form.cleaned_data["sebab"],
                alasan=form.cleaned_data["alasan"],
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as reason:
            refusal = reason.reason
        else:
            messages.success(
                request,
                _("Versi %(nomor)s mulai disusun. Versi %(kini)s tetap berlaku sampai yang baru ditetapkan.")
                % {"nomor": versi.nomor, "kini": skp.nomor_versi},
            )
            return redirect("planning:versi", skp.pk, versi.pk)
    elif request.method == "POST":
        access.can_start_version(request.actor, skp).or_raise()
    rows = queries.versions_of(skp)
    return render(
        request,
        "planning/versions.html",
        {
            "skp": skp,
            "rows": [{"versi": row, "pill": _pill(row, skp)} for row in rows],
            "can_start": _may_start(request, skp, rows),
            "form": form,
            "refusal": refusal,
            "trail": _trail(skp),
        },
        status=422 if request.method == "POST" else 200,
    )


@require_GET
def versi(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """One version: why, what it changes, its contents, and what can be done."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    return render(request, "planning/versi.html", versi_context(request, found))


@require_GET
def printed(request: ActorRequest, skp_id: int, versi_id: int, part: str) -> HttpResponse:
    """The PDF of a version ("skp"), of its lampiran ("lampiran") or of its manuals ("manual"), as it was
    issued; else its draft."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    kinds = {"skp": found.skp.format, "lampiran": LAMPIRAN, "manual": MANUAL}
    if part not in kinds:
        raise Http404
    content = paper_of_version(versi=found, kind=kinds[part], by=request.actor, at=clock.now())
    skp = found.skp
    name = f"{part}-{skp.periode.tahun}-versi-{found.nomor}-{skp.pegawai.nip or skp.pegawai_id}.pdf"
    return made_file(content, name)


@require_POST
def take_roles(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Bring in the roles of matrices that came since the version was begun."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    operations.take_roles(versi=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Peran dari matriks masuk ke versi ini."))
    return redirect(reverse("planning:versi", args=[skp_id, versi_id]) + "#perubahan")


@require_POST
def submit(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Sign it and hand it to the penilai; what is lacking stands on the page."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    try:
        operations.submit_version(versi=found, version=version_in(request), by=request.actor, at=clock.now())
    except Invalid as refusal:
        context = {
            **versi_context(request, found),
            "refusal": refusal.reason,
            "problems": [{"message": item.message, "basis": item.basis} for item in refusal.problems],
        }
        return render(request, "planning/versi.html", context, status=422)
    messages.success(
        request,
        _("Versi %(nomor)s diajukan; %(nama)s melihatnya di beranda.")
        % {"nomor": found.nomor, "nama": str(found.penilai)},
    )
    return redirect("planning:versi", skp_id, versi_id)


@require_POST
def withdraw(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Take it back."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    operations.withdraw_version(versi=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Versi ini ditarik kembali dan dapat diubah lagi."))
    return redirect("planning:versi", skp_id, versi_id)


@require_POST
def give_back(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Return it with what was noted."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    paths = {"", *(f"hasil_kerja/{item.id}" for item in from_json(found.isi).rhk)}
    notes = [
        (name.removeprefix(NOTE), str(text))
        for name, text in request.POST.items()
        if name.startswith(NOTE) and name.removeprefix(NOTE) in paths
    ]
    try:
        operations.return_version(
            versi=found, version=version_in(request), notes=notes, by=request.actor, at=clock.now()
        )
    except Invalid as refusal:
        context = {**versi_context(request, found), "refusal": refusal.reason, "returning": True}
        return render(request, "planning/versi.html", context, status=422)
    messages.success(request, _("Versi dikembalikan dengan catatan."))
    return redirect("planning:versi", skp_id, versi_id)


@require_POST
def establish(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Set it: from now on it is what the SKP says."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    operations.set_version(versi=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Versi %(nomor)s ditetapkan dan berlaku.") % {"nomor": found.nomor})
    return redirect("planning:skp", skp_id)


@require_POST
def establish_instead(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """The atasan sets it in the place of a penilai who is the penilai no more, with a reason."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    try:
        operations.set_version_instead(
            versi=found,
            version=version_in(request),
            alasan=request.POST.get("alasan", ""),
            by=request.actor,
            at=clock.now(),
        )
    except Invalid as refusal:
        context = {**versi_context(request, found), "refusal": refusal.reason}
        return render(request, "planning/versi.html", context, status=422)
    messages.success(request, _("Versi %(nomor)s ditetapkan dan berlaku.") % {"nomor": found.nomor})
    return redirect("planning:skp", skp_id)


@require_POST
def cancel(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Give it up; it can be taken up again."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    operations.cancel_version(versi=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Versi dibatalkan. SKP yang berlaku tidak berubah."))
    return redirect("planning:versi", skp_id, versi_id)


@require_POST
def resume(request: ActorRequest, skp_id: int, versi_id: int) -> HttpResponse:
    """Take up again what was given up."""
    found = queries.versi_for(request.actor, skp_id, versi_id)
    operations.resume_version(versi=found, version=version_in(request), by=request.actor, at=clock.now())
    messages.success(request, _("Versi dilanjutkan dengan isi yang sudah ditulis."))
    return redirect("planning:versi", skp_id, versi_id)


def versi_context(request: ActorRequest, found: VersiSkp) -> dict[str, Any]:
    """Everything that the page of a version shows."""
    actor, skp = request.actor, found.skp
    naskah, began = from_json(found.isi), from_json(found.dasar)
    isi = as_read(naskah, skp)
    changes = difference(began, naskah) if found.dasar else None
    editable = access.can_write_version(actor, found)
    lacking = queries.shortcomings(skp, on=skp.start_date, isi=isi) if editable else Shortcomings(())
    with_manuals = queries.manual_asked(skp) or any(
        row.manual.begun for item in isi.rhk for row in item.indikator
    )
    preparing = found.state in VERSI.sources("ajukan") or found.state == StateVersi.DIAJUKAN
    return {
        "versi": found,
        "skp": skp,
        "isi": isi,
        "pill": _pill(found, skp),
        "changes": _change_rows(changes, editable),
        "counts": _counts(changes),
        "changed": bool(changes and changes.any),
        "loosening": _loosening(changes) if preparing else [],
        "groups": [
            {"label": label, "results": rows}
            for label, rows in (
                (_("Utama"), _results(isi.utama, lacking)),
                (_("Tambahan"), _results(isi.tambahan, lacking)),
            )
        ],
        "lampiran": [
            {"label": JenisLampiran(jenis).label, "lines": isi.lampiran(jenis)}
            for jenis in JenisLampiran.values
        ],
        "notes": [note for notes in queries.catatan_of_version(found).values() for note in notes]
        if found.state == StateVersi.DIKEMBALIKAN
        else [],
        "lacking": lacking,
        "editable": editable,
        "preparing": preparing,
        "roles": roles_missing(naskah, waiting_items([skp.pegawai_id], skp.periode_id)) if editable else 0,
        "running": found.state == StateVersi.DITETAPKAN and found.nomor == skp.nomor_versi,
        "can_submit": _step(found, "ajukan", access.can_submit_version(actor, found)),
        "can_withdraw": _step(found, "tarik", access.can_submit_version(actor, found)),
        "can_set": _step(found, "tetapkan", access.can_set_version(actor, found)),
        "can_set_instead": _step(found, "gantikan", access.can_set_version_instead(actor, found)),
        **_penilai_now(found),
        "can_cancel": _step(found, "batalkan", access.can_cancel_version(actor, found)),
        "can_resume": _step(found, "lanjutkan", access.can_cancel_version(actor, found)),
        "fields": {"version": found.version},
        "new_rhk": NewRhkForm(initial={"version": found.version}),
        "note_fields": [
            {
                "name": f"{NOTE}{item.path}",
                "id": f"catatan-rhk-{item.id}",
                "label": _("Hasil kerja %(nomor)s: %(teks)s") % {"nomor": item.nomor, "teks": item.teks[:80]},
            }
            for item in isi.rhk
        ],
        "indikator_columns": [_("Indikator"), _("Target"), *([_("Manual")] if with_manuals else [])],
        "with_manuals": with_manuals,
        "manuals_begun": queries.manual_count(isi).begun,
        "trail": [*_trail(skp), (_("Versi"), reverse("planning:versions", args=[skp.pk]))],
        "refusal": None,
        "problems": (),
        "returning": False,
    }


def _penilai_now(found: VersiSkp) -> dict[str, Any]:
    """For a version that waits: whether whom it waits for is the penilai no more, and who is now, if not the
    atasan."""
    skp = found.skp
    if found.state != StateVersi.DIAJUKAN:
        return {"penilai_left": False, "new_penilai": None}
    now = kewenangan_of(skp.pegawai_id, on=clock.today()).penilai_id
    left = now is None or now != found.penilai_id
    new = now if left and now != skp.atasan_penilai_id else None
    named = pegawai_named(skp.periode.instansi_id, [new]) if new is not None else {}
    return {"penilai_left": left, "new_penilai": named.get(new or 0)}


def _results(rows: tuple[Any, ...], lacking: Shortcomings) -> list[dict[str, Any]]:
    return [{"item": item, "lacking": lacking.below(item.path)} for item in rows]


def _change_rows(changes: Difference | None, editable: Answer) -> dict[str, Any] | None:
    if changes is None:
        return None
    return {
        "rhk": [{"part": part, "restore": bool(editable) and part.kind != "added"} for part in changes.rhk],
        "lines": [*changes.ekspektasi, *changes.lampiran],
        "moved": changes.moved,
    }


def _counts(changes: Difference | None) -> list[tuple[str, int]]:
    if changes is None:
        return []
    return [
        (_("Ditambahkan"), changes.count("added")),
        (_("Dikeluarkan"), changes.count("removed")),
        (_("Diubah"), changes.count("changed")),
    ]


def _loosening(changes: Difference | None) -> list[Any]:
    """Results of the team that lean on what this version takes out."""
    if changes is None or not (changes.removed_rhk or changes.removed_indikator):
        return []
    return queries.leaning_on(changes.removed_rhk, changes.removed_indikator)


def _pill(row: VersiSkp, skp: Skp) -> str:
    """How a version stands: the running one says so, an earlier one that it was replaced."""
    if row.state != StateVersi.DITETAPKAN:
        return row.state
    return "berlaku" if row.nomor == skp.nomor_versi else "digantikan"


def _may_start(request: ActorRequest, skp: Skp, rows: list[VersiSkp]) -> Answer:
    answer = access.can_start_version(request.actor, skp)
    if answer and any(VERSI.allows(row.state, "ajukan") or row.state == "diajukan" for row in rows):
        return Denied("planning.version_open")
    return answer


def _step(found: VersiSkp, act: str, answer: Answer) -> Answer:
    if not answer:
        return answer
    return Allowed() if VERSI.allows(found.state, act) else Denied("state.not_possible")


def _trail(skp: Skp) -> list[tuple[str, str]]:
    return [
        (_("SKP %(tahun)s") % {"tahun": skp.periode.tahun}, reverse("planning:skp", args=[skp.pk])),
    ]
