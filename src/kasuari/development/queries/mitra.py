"""Partners and their programmes, as each may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from kasuari.development.access.mitra import can_keep_partners
from kasuari.development.enums.mitra import TANPA_PERJANJIAN, TERLIHAT_MITRA, StateProgram
from kasuari.development.models import (
    AkunMitra,
    ImporKatalog,
    Mitra,
    Pendaftaran,
    PerjanjianMitra,
    ProgramPelatihan,
)
from kasuari.foundation.access import Actor
from kasuari.organisation.access import visible_to


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account of a partner as the clerk sees it."""

    user_id: int
    username: str
    name: str
    is_active: bool


def partner_of(actor: Actor) -> Mitra | None:
    """The partner whose account this is. One query; none for somebody who is a pegawai."""
    if actor.user_id is None or actor.pegawai_id is not None or actor.is_system:
        return None
    found = AkunMitra.objects.filter(user_id=actor.user_id).select_related("mitra__instansi").first()
    return found.mitra if found else None


def my_partner(actor: Actor) -> Mitra:
    """Likewise. Raises Http404 for everybody else."""
    found = partner_of(actor)
    if found is None:
        raise Http404
    return found


def mitra_rows(actor: Actor) -> QuerySet[Mitra]:
    """The partners of the actor's agency, with how many programmes each has published."""
    rows = Mitra.objects.filter(visible_to(actor)).order_by("nama", "pk")
    return rows.annotate(terbit=Count("program", filter=Q(program__state=StateProgram.TERBIT)))


def mitra_for(actor: Actor, mitra_id: int) -> Mitra:
    """A partner of the actor's agency. Raises Http404."""
    found = Mitra.objects.filter(visible_to(actor), pk=mitra_id).select_related("instansi").first()
    if found is None:
        raise Http404
    return found


def agreements_of(mitra_id: int) -> list[PerjanjianMitra]:
    """Newest end first. One query."""
    return list(PerjanjianMitra.objects.filter(mitra_id=mitra_id).order_by("-end_date", "pk"))


def accounts_of(mitra_id: int) -> list[AccountLine]:
    """One query."""
    rows = AkunMitra.objects.filter(mitra_id=mitra_id).order_by("pk")
    names = ("user_id", "user__username", "user__name", "user__is_active")
    return [AccountLine(*row) for row in rows.values_list(*names)]


def agreed() -> Q:
    """Programmes whose days an agreement with the partner covers; the government's own need none."""
    begun = Q(start_date__isnull=True) | Q(start_date__lte=OuterRef("start_date"))
    covering = PerjanjianMitra.objects.filter(
        begun, mitra_id=OuterRef("mitra_id"), end_date__gt=OuterRef("last_date")
    )
    return Q(mitra__jenis__in=TANPA_PERJANJIAN) | Q(Exists(covering))


def programmes(actor: Actor) -> QuerySet[ProgramPelatihan]:
    """Every programme of the agency's partners that the actor may see: drafts are the clerk's and the
    partner's."""
    rows = ProgramPelatihan.objects.filter(mitra__in=Mitra.objects.filter(visible_to(actor)))
    if not can_keep_partners(actor):
        rows = rows.exclude(state=StateProgram.DRAF)
    return rows.select_related("mitra").order_by("start_date", "judul", "pk")


def found_programmes(
    actor: Actor, *, q: str = "", moda: str = "", kompetensi_id: int | None = None, on: date | None = None
) -> QuerySet[ProgramPelatihan]:
    """The catalogue narrowed: by words, mode, competency; `on`: those that begin on that day or later."""
    rows = programmes(actor)
    for word in q.split()[:6]:
        rows = rows.filter(
            Q(judul__icontains=word) | Q(kompetensi_nama__icontains=word) | Q(mitra__nama__icontains=word)
        )
    if moda:
        rows = rows.filter(moda=moda)
    if kompetensi_id:
        rows = rows.filter(kompetensi_id=kompetensi_id)
    return rows.filter(start_date__gte=on) if on else rows


def program_for(actor: Actor, program_id: int) -> ProgramPelatihan:
    """A programme that the actor may see: a partner its own. Raises Http404."""
    partner = partner_of(actor)
    if partner is not None:
        rows = ProgramPelatihan.objects.filter(mitra=partner).select_related("mitra__instansi")
    else:
        rows = programmes(actor).select_related("mitra__instansi")
    found = rows.filter(pk=program_id).first()
    if found is None:
        raise Http404
    return found


def programmes_of(mitra: Mitra) -> list[ProgramPelatihan]:
    """Everything of one partner, the newest first. One query."""
    return list(ProgramPelatihan.objects.filter(mitra=mitra).order_by("-start_date", "judul", "pk"))


def prerequisites_for(mitra: Mitra, program: ProgramPelatihan | None = None) -> list[tuple[int, str]]:
    """What may have to be finished first: the other programmes of the same partner. One query."""
    rows = ProgramPelatihan.objects.filter(mitra=mitra).order_by("judul", "-start_date", "pk")
    if program is not None:
        rows = rows.exclude(pk=program.pk)
    return [(row.pk, f"{row.judul} ({row.kode})") for row in rows]


def expected_by(mitra: Mitra, program_id: int) -> list[Pendaftaran]:
    """Whom a partner may expect in one of its programmes: invited or further. One query."""
    rows = Pendaftaran.objects.filter(
        program__mitra=mitra, program_id=program_id, state__in=TERLIHAT_MITRA
    ).select_related("pegawai", "program", "sertifikat")
    return list(rows.order_by("pegawai__nama_cari", "pk"))


def katalog_for(actor: Actor, impor_id: int) -> ImporKatalog:
    """A file of the actor's agency, for the clerk. Raises Http404."""
    rows = ImporKatalog.objects.filter(visible_to(actor), pk=impor_id)
    found = rows.select_related("file", "instansi").first() if can_keep_partners(actor) else None
    if found is None:
        raise Http404
    return found


def katalog_rows(actor: Actor) -> QuerySet[ImporKatalog]:
    """The files that were handed in, newest first."""
    return ImporKatalog.objects.filter(visible_to(actor)).select_related("file").order_by("-pk")
