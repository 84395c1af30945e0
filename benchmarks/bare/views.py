"""The bare page: a person, the unit and the colleagues, as a first exercise would write it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kasuari.organisation.models import Pegawai, Penugasan, UnitKerja


@login_required
def page(request: HttpRequest) -> HttpResponse:
    person = Pegawai.objects.get(user_id=request.user.pk)
    unit = UnitKerja.objects.get(penugasan__pegawai=person, penugasan__jenis="definitif")
    colleagues = list(
        Penugasan.objects.filter(unit=unit)
        .select_related("pegawai", "jabatan")
        .order_by("pegawai__nama")[:20]
    )
    return render(request, "bare/page.html", {"person": person, "unit": unit, "colleagues": colleagues})
