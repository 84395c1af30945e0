"""The plan of training needs: from the map of gaps to a paper for the pejabat yang berwenang."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from kasuari.accounts.enums import Role
from kasuari.accounts.queries import holders_of
from kasuari.development.access.mitra import can_keep_partners
from kasuari.development.documents.rencana_pelatihan import DataRencanaPelatihan, print_rencana_pelatihan
from kasuari.development.enums.mitra import RENCANA_PELATIHAN, StateAlokasi, in_indonesian
from kasuari.development.events.mitra import NeedsPlanIssued
from kasuari.development.queries.alokasi import Batasan, allocations_to_weigh
from kasuari.development.queries.peta import GapMap, gap_map
from kasuari.documents.contracts import Periode, Verifikasi
from kasuari.documents.operations import issue_document
from kasuari.documents.queries import current_saying, documents_of
from kasuari.documents.words import day_in_words
from kasuari.foundation.access import Actor
from kasuari.foundation.events import record
from kasuari.foundation.refusals import Invalid
from kasuari.progress.queries import number_in_words

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kasuari.development.models import Alokasi
    from kasuari.documents.models import Document
    from kasuari.organisation.models import Instansi

OF = "development.rencana_pelatihan"
MOST_UNITS, MOST_CHOICES = 15, 6


@transaction.atomic
def issue_needs_plan(*, instansi: Instansi, by: Actor, at: datetime) -> Document:
    """Issue the plan as the gaps stand today; the pejabat yang berwenang is told. The same plan again is not
    printed twice. Raises NotAllowed, or Invalid where nothing was assessed yet."""
    can_keep_partners(by).or_raise()
    found = gap_map(instansi.pk, on=at.date())
    if not found.needs:
        raise Invalid("development.nothing_to_plan")
    choices = list(allocations_to_weigh(instansi.pk)[:MOST_CHOICES])
    told = _told(found, choices)
    current = current_saying(told, RENCANA_PELATIHAN, OF, instansi.pk)
    if current is not None:
        return current
    issued = issue_document(
        kind=RENCANA_PELATIHAN,
        title=f"Rencana kebutuhan pelatihan {at.year} – {instansi.nama}",
        object_type=OF,
        object_id=instansi.pk,
        print_with=partial(_print, found, choices, instansi, by, at),
        by=by,
        at=at,
        data=told,
    )
    record(
        NeedsPlanIssued(
            by=by,
            at=at,
            object_id=instansi.pk,
            tahun=at.year,
            kode=issued.code,
            tell=tuple(holders_of(Role.PYB, on=at.date())),
            link=reverse("development:gaps"),
        )
    )
    return issued


def plans_of(instansi_id: int) -> QuerySet[Document]:
    """The plans of an agency, newest first. The caller has asked access."""
    return documents_of(OF, instansi_id)


def _told(found: GapMap, choices: list[Alokasi]) -> dict[str, Any]:
    return {
        "pilihan": [[row.pk, row.version] for row in choices],
        "orang": found.people,
        "kebutuhan": [
            [need.butir.nama, need.cell.known, need.cell.lacking, need.seats, _money(need.cost)]
            for need in found.needs
        ],
    }


def _print(
    found: GapMap, choices: list[Alokasi], instansi: Instansi, by: Actor, at: datetime, mark: Verifikasi
) -> bytes:
    units = sorted(
        (
            (row.nama, column.nama, cell.lacking, cell.known)
            for row in found.rows
            for column, cell in zip(found.columns, row.cells, strict=True)
            if cell.lacking and cell.known
        ),
        key=lambda item: (-(item[2] or 0), item[0], item[1]),
    )[:MOST_UNITS]
    return print_rencana_pelatihan(
        DataRencanaPelatihan(
            judul=f"RENCANA KEBUTUHAN PELATIHAN TAHUN {at.year}",
            instansi=instansi.nama,
            periode=Periode(start_date=date(at.year, 1, 1), end_date=date(at.year, 12, 31)),
            pembuka=(
                f"Disusun oleh {by.name} untuk Pejabat yang Berwenang pada "
                f"{day_in_words(at.date())}, menurut "
                f"evaluasi kompetensi yang sudah ditandatangani bagi "
                f"{number_in_words(Decimal(found.people))} "
                "pegawai."
            ),
            kolom=(
                "No",
                "Kompetensi",
                "Dinilai",
                "Dengan kesenjangan",
                "Kursi tersedia",
                "Biaya termurah (Rp)",
            ),
            baris=tuple(
                (
                    str(number),
                    need.butir.nama,
                    _count(need.cell.known),
                    _count(need.cell.lacking),
                    str(need.seats),
                    _money(need.cost),
                )
                for number, need in enumerate(found.needs, start=1)
            ),
            kolom_unit=("No", "Unit kerja", "Kompetensi", "Orang"),
            unit=tuple(
                (str(number), unit, nama, f"{lacking} dari {known}")
                for number, (unit, nama, lacking, known) in enumerate(units, start=1)
            ),
            kolom_pilihan=("No", "Pilihan", "Anggaran (Rp)", "Orang", "Langkah berbobot", "Biaya (Rp)"),
            pilihan=tuple(_choice(number, row) for number, row in enumerate(choices, start=1)),
            catatan=(
                "Yang kurang dari lima orang tidak disebut. Yang belum dinilai tidak dihitung sebagai "
                "kesenjangan.",
                "Biaya termurah adalah harga kursi terendah bagi semua yang mempunyai kesenjangan, tanpa "
                "perjalanan; pembimbingan oleh rekan kerja tidak memerlukan biaya.",
            ),
            printed_at=at,
            verifikasi=mark,
        )
    )


def _choice(number: int, row: Alokasi) -> tuple[str, ...]:
    """What a budget brings: one allocation as it stands, with what was changed by hand."""
    budget = Batasan.from_json(row.batasan).anggaran
    nilai = number_in_words(Decimal(str(round(row.hasil["nilai"], 1))))
    return (
        str(number),
        f"{row.nama} ({in_indonesian(StateAlokasi(row.state)).lower()})",
        "tanpa batas" if budget is None else number_in_words(budget),
        str(row.hasil["orang"]),
        nilai,
        number_in_words(Decimal(row.hasil["biaya"])),
    )


def _count(value: int | None) -> str:
    return "< 5" if value is None else str(value)


def _money(value: Any) -> str:
    return "belum diketahui" if value is None else number_in_words(value)
