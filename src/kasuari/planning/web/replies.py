"""How the pages of planning answer a write: a redirect for a form, a few bytes for a draft that saves
itself."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from kasuari.foundation.refusals import Refusal, Stale
from kasuari.planning.models import Skp


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page sends a draft by itself (assets/js/autosave.js)."""
    return request.headers.get("X-Autosave") == "1"


def version_in(request: HttpRequest) -> int:
    """The version that the form carries. Raises Stale where it carries none."""
    text = request.POST.get("version", "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Stale
    return int(text)


def saved(
    request: HttpRequest, skp: Skp, *, url: str, words: str = "", advice: dict[str, str] | None = None
) -> HttpResponse:
    """The draft is kept (200 with the new version, and with what is said at each field), or the page goes on
    to `url` with a message."""
    if is_autosave(request):
        said = {} if advice is None else {"advice": advice}
        return JsonResponse({"version": skp.version, **said})
    if words:
        messages.success(request, words)
    return redirect(url)


def refused(refusal: Refusal) -> JsonResponse:
    """Why a draft could not be kept, in one sentence."""
    problems = [str(item.message) for item in refusal.problems]
    return JsonResponse(
        {"code": refusal.code, "message": " ".join([str(refusal.reason.why), *problems])},
        status=refusal.status,
    )


def unreadable(errors: dict[str, list[str]]) -> JsonResponse:
    """A draft whose fields cannot be read."""
    words = " ".join(message for found in errors.values() for message in found)
    return JsonResponse({"code": "planning.invalid", "message": words}, status=422)


def attempt(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Run a write; a draft that is refused is told so as JSON, a form by the page of refusals."""
    try:
        return act()
    except Refusal as refusal:
        if is_autosave(request):
            return refused(refusal)
        raise
