"""Security headers, refusals that explain themselves, and writes that happen once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import DataError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from kasuari.foundation import clock
from kasuari.foundation.files import largest_request
from kasuari.foundation.models import IdempotencyKey
from kasuari.foundation.refusals import Refusal, TooLarge
from kasuari.foundation.rest import refusal_body
from kasuari.foundation.web.numbers import whole_number
from kasuari.foundation.web.secrets import is_shown_once

SHOWN_ONCE = 410  # the status of an answer that was given and of which nothing is kept
TOO_EARLY = 429
LONGEST_QUESTION = 16_000  # letters behind the ? of an address; a database looks for nothing much longer
SHORTEST_WORDS = 12  # letters; less is quickly written again
_NO_WORDS = {"csrfmiddlewaretoken", "password", "again", "current", "code"}
GetResponse = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)


def security_headers(get_response: GetResponse) -> GetResponse:
    """A strict content security policy on every answer; private pages are never stored by a shared cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def indonesian_first(get_response: GetResponse) -> GetResponse:
    """Pages are in Bahasa Indonesia until somebody chooses otherwise; only the API follows Accept-Language.

    Many phones here are set to English by their maker, not by their owner.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return middleware


def limited_requests(get_response: GetResponse) -> GetResponse:
    """Refuse a request that says it is larger than any page takes, asks for more than any page finds, or is
    written in other letters than UTF-8, before a byte of it is read.

    No more than was declared is ever read, so a length that lies gains nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        limit = largest_request()
        if whole_number(request.META.get("CONTENT_LENGTH") or "") > limit:
            return answer_refusal(request, TooLarge("request.too_large", limit=limit // (1024 * 1024) - 1))
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUESTION:
            return answer_refusal(request, TooLarge("request.too_long"))
        if (request.content_params or {}).get("charset", "utf-8").lower() not in {"utf-8", "utf8"}:
            raise BadRequest("charset")
        return get_response(request)

    return middleware


class explain_refusals:  # noqa: N801 - a middleware is named like the functions beside it
    """Turn a `Refusal` that a view lets through into an answer with its reason and what to do next."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not request.path.startswith("/api/"):
            return _only_for_forms(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (OverflowError, DataError)):
            return _beyond_every_id(request)
        return answer_refusal(request, exception) if isinstance(exception, Refusal) else None


def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal in words: a page, a part of one for htmx, or the JSON of the API."""
    if request.path.startswith("/api/"):
        return JsonResponse(refusal_body(refusal), status=refusal.status)
    template = "site/refusal_fragment.html" if request.headers.get("HX-Request") else "site/refusal.html"
    context = {
        "reason": refusal.reason,
        "problems": refusal.problems,
        "code": refusal.code,
        "written": [] if isinstance(refusal, TooLarge) else words_written(request),
    }
    return render(request, template, context, status=refusal.status)


def _only_for_forms(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """What a phone gets that opens the address of a form again: words instead of an empty page."""
    page = render(request, "site/only_forms.html", status=405)
    page["Allow"] = refused["Allow"]
    return page


def words_written(request: HttpRequest) -> list[str]:
    """What a person wrote into the form that was refused: sentences, not the names of choices and numbers.

    They are shown beside the refusal to be copied, because the form itself is gone.
    """
    sent = [text.strip() for name, texts in request.POST.lists() for text in texts if name not in _NO_WORDS]
    return [text for text in sent if len(text) > SHORTEST_WORDS and re.search(r"\s", text)]


def idempotent_writes(get_response: GetResponse) -> GetResponse:
    """Answer a repeated write (`Idempotency-Key`) from the stored answer instead of doing it again.

    The key counts per user. The same key with another path or body is refused. A write whose answer is
    a server error, or that it came too early, may be repeated. Of an answer that holds a secret nothing is
    kept: repeating such a write is refused.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")[:80]
        if not key or request.method in {"GET", "HEAD", "OPTIONS"} or not request.user.is_authenticated:
            return get_response(request)
        if leaves_no_trace(request):
            return get_response(request)
        return answer_once(request, user_id=int(request.user.pk), key=key, act=lambda: get_response(request))

    return middleware


def leaves_no_trace(request: HttpRequest) -> bool:
    """Whether the view at this address lets nothing be kept of what is sent to it, not even its hash.

    Such a view is itself proof against being sent twice.
    """
    try:
        return bool(getattr(resolve(request.path_info).func, "leaves_no_trace", False))
    except Resolver404:
        return False


def answer_once(
    request: HttpRequest, *, user_id: int, key: str, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """Run `act` unless (`user_id`, `key`) has an answer already; then replay it.

    Raises nothing; a key reused for another body or still running is answered 409 with its code.
    """
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            kept = IdempotencyKey.objects.create(
                user_id=user_id, key=key, fingerprint=fingerprint, created_at=clock.now()
            )
    except IntegrityError:
        return _replay(request, IdempotencyKey.objects.get(user_id=user_id, key=key), fingerprint)
    try:
        response = act()
    except BaseException:
        kept.delete()
        raise
    if response.status_code >= 500 or response.status_code == TOO_EARLY or response.streaming:
        kept.delete()
        return response
    if is_shown_once(response):
        IdempotencyKey.objects.filter(pk=kept.pk).update(status=SHOWN_ONCE)
        return response
    headers = {
        name: value
        for name, value in response.items()
        if name in {"Content-Type", "Location"} or name.startswith("HX-")
    }
    IdempotencyKey.objects.filter(pk=kept.pk).update(
        status=response.status_code, headers=headers, body=response.content
    )
    return response


def _beyond_every_id(request: HttpRequest) -> HttpResponse:
    """A number that no column can hold names nothing."""
    if request.path.startswith("/api/"):
        words = {"code": "not_found", "message": gettext("Tidak ditemukan."), "next": "", "problems": []}
        return JsonResponse(words, status=404)
    return render(request, "404.html", status=404)


def _fingerprint(request: HttpRequest) -> str:
    """What makes two sendings the same: method, address and body; of an upload only its size."""
    upload = request.content_type == "multipart/form-data"
    body = request.META.get("CONTENT_LENGTH", "").encode() if upload else request.body
    return hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode() + body).hexdigest()


def _replay(request: HttpRequest, kept: IdempotencyKey, fingerprint: str) -> HttpResponse:
    if kept.fingerprint != fingerprint:
        return _conflict(request, "idempotency.reused")
    if kept.status is None:
        return _conflict(request, "idempotency.running")
    if kept.status == SHOWN_ONCE:
        return _conflict(request, "idempotency.shown_once")
    return HttpResponse(
        bytes(kept.body), status=kept.status, headers={**kept.headers, "Idempotent-Replay": "true"}
    )


def _conflict(request: HttpRequest, code: str) -> HttpResponse:
    from kasuari.foundation.reasons import explain

    reason = explain(code)
    return JsonResponse({"code": code, "message": str(reason.why), "next": str(reason.next)}, status=409)
