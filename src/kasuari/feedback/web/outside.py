"""The public page behind a one-time link: one feedback, with a name, without an account."""

from __future__ import annotations

from typing import Any

from allauth.core.ratelimit import consume, respond_429
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kasuari.feedback import operations, queries
from kasuari.feedback.enums import StateTautan
from kasuari.feedback.kalimat import PROMPTS
from kasuari.feedback.sasaran import part_of
from kasuari.feedback.web.forms_umpan_balik import LinkAnswerForm
from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Refusal
from kasuari.progress.web.views import ACCEPT


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """`/u/<secret>/`: opening it uses nothing up; sending does, once. 404 for a secret that nothing has."""
    if not consume(request, action="feedback_link"):
        return respond_429(request)
    tautan = queries.link_by_token(token)
    if tautan is None:
        return _closed(request, status=404)
    if tautan.state != StateTautan.TERBUKA or tautan.expires_at <= clock.now():
        return _closed(request, status=410)
    actor = getattr(request, "actor", None)
    if actor is not None and actor.pegawai_id == tautan.skp.pegawai_id:
        return _refused(request, "feedback.own", status=403)
    if actor is not None and actor.pegawai_id is not None:  # a colleague gives it under their own name
        return redirect("feedback:give", pegawai_id=tautan.skp.pegawai_id)
    form = LinkAnswerForm(request.POST or None)
    hints: Any = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        hints = queries.looked_at(data["teks"], actor=None, skp=tautan.skp, on=clock.today())
        if not hints or "tetap" in request.POST:
            upload = request.FILES.get("berkas")
            try:
                operations.answer_by_link(
                    tautan=tautan,
                    isian=operations.Isian(sifat=data["sifat"], teks=data["teks"]),
                    nama=data["nama"],
                    hubungan=data["hubungan"],
                    upload=upload if isinstance(upload, UploadedFile) else None,
                    at=clock.now(),
                )
            except Invalid as refusal:
                form.take(refusal)
            except Refusal as refusal:
                if refusal.code == "feedback.link_closed":
                    return _closed(request, status=410)
                form.add_error(None, str(refusal.reason))
            else:
                return _plain(render(request, "feedback/by_link_done.html", {"tautan": tautan}))
    context = {
        "tautan": tautan,
        "tentang": part_of(tautan).label,
        "form": form,
        "hints": hints,
        "sending": bool(hints),
        "descriptions": {key: question for key, (question, _example) in PROMPTS.items()},
        "examples": [example for _question, example in PROMPTS.values()],
        "accept": ACCEPT,
    }
    return _plain(render(request, "feedback/by_link.html", context, status=422 if form.errors else 200))


def _closed(request: HttpRequest, *, status: int) -> HttpResponse:
    return _refused(request, "feedback.link_closed", status=status)


def _refused(request: HttpRequest, code: str, *, status: int) -> HttpResponse:
    reason = Refusal(code).reason
    return _plain(render(request, "feedback/by_link_closed.html", {"reason": reason}, status=status))


def _plain(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
