"""The public page behind the QR code of every document."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kasuari.documents.queries import Standing, standing_of

_LONGEST_SHOWN = 40


@login_not_required
@require_safe
def verification(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the document with this code is genuine and current; no name, no contents. 404 for an unknown
    code."""
    standing = standing_of(code)
    response = render(
        request,
        "documents/verification.html",
        {"code": code[:_LONGEST_SHOWN], "standing": standing.value},
        status=404 if standing is Standing.UNKNOWN else 200,
    )
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
