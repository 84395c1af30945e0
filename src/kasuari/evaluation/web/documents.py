"""The papers of an evaluation: a draft to look at, and what was issued."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from kasuari.documents.queries import documents_of
from kasuari.evaluation import queries
from kasuari.evaluation.operations.issuing import D11, OBJECT_TYPE, draft_pdf, outcome_of
from kasuari.evaluation.printing import Outcome
from kasuari.foundation import clock
from kasuari.foundation.files import serve
from kasuari.foundation.web.made import made_file
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress.queries import period_of

_NOTHING = Outcome(
    rating_hasil_kerja="",
    alasan_hasil_kerja="",
    rating_perilaku_kerja="",
    alasan_perilaku_kerja="",
    rekomendasi="",
    predikat="",
    predikat_code="",
    edition="",
)


@require_GET
def draft(request: ActorRequest, skp_id: int, period_id: int) -> HttpResponse:
    """C.1.x, or D.1.1 with `?format=D.1.1`, as it would be now; DRAF stands across every page."""
    skp = planning.skp_for(request.actor, skp_id)
    period = period_of(skp, period_id)
    queries.may_rate(request.actor, skp, period, on=clock.today(), until_signed=True).or_raise()
    held = queries.evaluasi_of(skp, period)
    kind = D11 if request.GET.get("format") == D11 else "C.1"
    content = draft_pdf(
        queries.draft_fakta(skp, period, on=clock.today()),
        outcome_of(held) if held else _NOTHING,
        kind,
        printed_at=clock.now(),
    )
    return made_file(content, "draf-evaluasi.pdf")


@require_GET
def issued(request: ActorRequest, evaluasi_id: int, document_id: int) -> HttpResponse:
    """A stored PDF, to those who may see the evaluation."""
    evaluasi = queries.evaluasi_for(request.actor, evaluasi_id)
    found = documents_of(OBJECT_TYPE, evaluasi.pk).filter(pk=document_id).first()
    if found is None:
        raise Http404
    return cast(HttpResponse, serve(found.file))
