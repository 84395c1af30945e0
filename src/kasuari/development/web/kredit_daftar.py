"""The list of people whose angka kredit suffices, for the unit kepegawaian and the officials."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kasuari.development.access.kredit import LISTS, can_list_credit
from kasuari.development.enums.kredit import UntukKenaikan
from kasuari.development.operations.tindak_lanjut import export_list
from kasuari.development.queries import kredit_daftar as queries
from kasuari.development.queries import kredit_words
from kasuari.development.web.narrowing import chosen_unit, narrowed_url, unit_options, units_within
from kasuari.foundation import clock
from kasuari.foundation.reasons import Words
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.angka_kredit import Kenaikan

PER_PAGE = 25
STANDINGS: dict[str, Words] = {
    queries.CUKUP: gettext_lazy("Cukup"),
    queries.KURANG: gettext_lazy("Belum cukup"),
    queries.BELUM_DIKETAHUI: gettext_lazy("Belum diketahui"),
}


@require_GET
def credits_list(request: ActorRequest) -> HttpResponse:
    """Everybody in a functional post, or those who stand so towards a kenaikan."""
    can_list_credit(request.actor).or_raise()
    today = clock.today()
    units = units_within(request, LISTS)
    unit = chosen_unit(request, units)
    standing, untuk = request.GET.get("keadaan", ""), request.GET.get("untuk", "")
    people = queries.functional_people(request.actor, on=today, unit=unit)
    here = reverse("development:credits")
    narrowed = {
        "unit": unit.pk if unit else "",
        "keadaan": standing if standing in STANDINGS else "",
        "untuk": untuk if untuk in list(Kenaikan) else "",
    }
    lines: Sequence[queries.CreditLine] = queries.CreditLines(people, on=today)
    if narrowed["keadaan"]:
        lines = queries.narrowed(lines, untuk=untuk, standing=standing)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "page_url": narrowed_url(here, narrowed),
        "rows": [_line(line) for line in page],
        "columns": [
            _("Pegawai"),
            _("Jenjang"),
            {"label": _("Jumlah"), "number": True},
            _("Kenaikan pangkat"),
            _("Kenaikan jenjang"),
        ],
        "units": unit_options(units),
        "standings": list(STANDINGS.items()),
        "kinds": UntukKenaikan.choices,
        "chosen": narrowed,
        "reset": here if any(narrowed.values()) else "",
    }
    return render(request, "development/kredit_daftar.html", context)


@require_POST
def export(request: ActorRequest) -> HttpResponse:
    """The whole list of a unit as a spreadsheet. What is not known is an empty cell."""
    today = clock.today()
    unit = chosen_unit(request, units_within(request, LISTS))
    people = queries.functional_people(request.actor, on=today, unit=unit)
    lines = queries.CreditLines(people, on=today)
    content = export_list(
        name=_("Angka kredit"),
        columns=[
            *("NIP", _("Nama"), _("Unit kerja"), _("Jabatan"), _("Jenjang"), _("Golongan"), _("Jumlah")),
            *(_("Perlu untuk pangkat"), _("Kurang untuk pangkat"), _("Pangkat")),
            *(_("Perlu untuk jenjang"), _("Kurang untuk jenjang"), _("Kenaikan jenjang")),
        ],
        rows=(_cells(line) for line in lines),
        by=request.actor,
        at=clock.now(),
    )
    return made_file(content, _("Angka kredit") + ".xlsx")


def _line(line: queries.CreditLine) -> dict[str, Any]:
    return {
        "identity": line.identity,
        "jenjang": _jenjang(line),
        "jumlah": kredit_words(line.credit.jumlah),
        "needs": [_towards(line, untuk) for untuk in Kenaikan],
    }


def _towards(line: queries.CreditLine, untuk: Kenaikan) -> dict[str, Any]:
    need = line.need(untuk)
    return {
        "standing": line.standing(untuk),
        "need": kredit_words(need.need) if need else "",
        "short": kredit_words(need.short) if need else "",
        "code": need.code if need else "",
        "awarded": need.awarded if need else None,
        "wait": need.wait if need else "",
    }


def _jenjang(line: queries.CreditLine) -> str:
    return line.credit.jenjang.value.replace("_", " ").title() if line.credit.jenjang else ""


def _cells(line: queries.CreditLine) -> tuple[Any, ...]:
    cells: list[Any] = [line.identity.nip, line.identity.nama, line.identity.unit, line.identity.jabatan]
    cells += [_jenjang(line), line.identity.golongan, _number(line.credit.jumlah)]
    for untuk in Kenaikan:
        need = line.need(untuk)
        cells += [
            _number(need.need) if need else None,
            _number(need.short) if need else None,
            str(STANDINGS[line.standing(untuk)]) if line.standing(untuk) else None,
        ]
    return tuple(cells)


def _number(value: Any) -> float | None:
    return None if value is None else round(float(value), 3)
