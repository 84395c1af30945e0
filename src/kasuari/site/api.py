"""The API: the same operations, access and refusal codes as the pages.

Every operation wants a bearer token; a session of the browser is not accepted, so no operation needs a CSRF
token. A write that carries `Idempotency-Key` happens once. The description at `openapi.json` is public.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path, re_path
from django.utils.datastructures import MultiValueDict
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.parser import Parser
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from kasuari.accounts.queries import bearer
from kasuari.development.rest import router as development
from kasuari.development.rest_bimbingan import router as bimbingan
from kasuari.development.rest_kompetensi import router as kompetensi
from kasuari.development.rest_mitra import router as mitra
from kasuari.development.rest_rencana import router as rencana_pengembangan
from kasuari.development.rest_talenta import router as talenta
from kasuari.development.rest_tindak_lanjut import router as tindak_lanjut
from kasuari.evaluation.rest import router as evaluation
from kasuari.evaluation.rest_bundel import router as bundel
from kasuari.evaluation.rest_kalibrasi import router as kalibrasi
from kasuari.evaluation.rest_keberatan import router as keberatan
from kasuari.evaluation.rest_khusus import router as khusus
from kasuari.evaluation.rest_penutupan import router as penutupan
from kasuari.feedback.rest import aturan_putaran, putaran, umpan_balik
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Reason, Words
from kasuari.foundation.refusals import Problem, Refusal
from kasuari.foundation.rest import error_body, not_found_body, refusal_body
from kasuari.foundation.web.middleware import answer_once
from kasuari.learning.rest import router as learning
from kasuari.organisation.queries import actor_for
from kasuari.organisation.rest import router as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning.rest import router as planning
from kasuari.planning.rest_dialog import router as dialog
from kasuari.planning.rest_files import router as planning_files
from kasuari.planning.rest_group import router as planning_group
from kasuari.planning.rest_massal import router as massal
from kasuari.planning.rest_matriks import router as matriks
from kasuari.planning.rest_strategi import router as strategi
from kasuari.planning.rest_tim import router as tim
from kasuari.planning.rest_versi import router as versi
from kasuari.progress.rest import router as progress
from kasuari.rollout.rest import router as rollout
from kasuari.rollout.web.middleware import refused as switched_off
from kasuari.surveys.rest import denyut, skm

if TYPE_CHECKING:
    from kasuari.accounts.models import User

View = Callable[..., HttpResponse]
READS = {"GET", "HEAD", "OPTIONS"}
REQUESTS_PER_MINUTE = 600

_NOT_SIGNED_IN = Reason(
    _("Token tidak ada, tidak dikenal, sudah dicabut, atau sudah lewat masa berlaku."),
    _("Kirim header Authorization: Bearer dengan token yang masih berlaku."),
)
_TOO_MANY = Reason(_("Terlalu banyak permintaan dengan token ini."), _("Tunggu sebentar lalu ulangi."))
_UNREADABLE = Reason(_("Isi permintaan tidak dapat dibaca."), _("Kirim JSON sesuai openapi.json."))
_INVALID = Reason(_("Ada isian yang belum benar."), _("Perbaiki isian di bawah ini lalu kirim lagi."))

# What pydantic says in English, by the beginning of its code, in our words.
_SHAPES: tuple[tuple[str, Words], ...] = (
    ("missing", _("Wajib diisi.")),
    ("extra_forbidden", _("Isian ini tidak dikenal.")),
    ("string_too_long", _("Terlalu panjang.")),
    ("string_too_short", _("Terlalu pendek.")),
    ("string", _("Isi dengan teks.")),
    ("int", _("Isi dengan bilangan bulat.")),
    ("decimal", _("Isi dengan angka.")),
    ("float", _("Isi dengan angka.")),
    ("bool", _("Isi dengan true atau false.")),
    ("date", _("Isi dengan tanggal, seperti 2026-06-24.")),
    ("greater", _("Nilainya terlalu kecil.")),
    ("less", _("Nilainya terlalu besar.")),
    ("enum", _("Pilih salah satu nilai yang tersedia.")),
    ("literal", _("Pilih salah satu nilai yang tersedia.")),
    ("list", _("Isi dengan daftar.")),
    ("model", _("Isi dengan objek.")),
    ("dict", _("Isi dengan objek.")),
)


class SoundTextParser(Parser):
    """Refuses text that no database keeps: NUL, and halves of a character (`\\ud800`)."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        found = super().parse_body(request)
        _keepable(found)
        return found

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        found = super().parse_querydict(data, list_fields, request)
        _keepable(found)
        return found


def _keepable(value: object) -> None:
    """Raise HttpError where any text inside `value`, names included, cannot be kept."""
    if isinstance(value, str):
        if "\x00" in value or (
            not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value)
        ):
            raise HttpError(400, "text")
    elif isinstance(value, dict):
        for name, item in value.items():
            _keepable(name)
            _keepable(item)
    elif isinstance(value, list):
        for item in value:
            _keepable(item)


class BearerAuth(HttpBearer):
    """`Authorization: Bearer ksr_…`: the request then acts as the owner of the token."""

    openapi_description = "A token of `kasuari token create` or of the account page."

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return hashlib.sha256(token.encode()).hexdigest() if _owner(request, token) else None


class TokenThrottle(BaseThrottle):
    """So many requests of one token in each minute, counted in the shared cache."""

    def allow_request(self, request: HttpRequest) -> bool:
        minute = int(clock.machine_now().timestamp() // 60)
        key = f"api:{request.auth}:{minute}"  # type: ignore[attr-defined]
        count: int = cache.get(key, 0) + 1
        cache.set(key, count, 120)
        return count <= REQUESTS_PER_MINUTE

    def wait(self) -> float:
        return 60 - clock.machine_now().timestamp() % 60


class Api(NinjaAPI):
    """Login by token alone, writes that happen once, and errors in one shape also for unknown addresses."""

    @property
    def urls(self) -> tuple[list[Any], str, str]:
        patterns, app, namespace = super().urls
        own = [pattern for pattern in patterns if getattr(pattern, "name", "") != "api-root"]
        for pattern in own:
            if isinstance(pattern, URLPattern):
                pattern.callback = _by_token(pattern.callback)
        own.append(path("", _by_token(_unknown_address), name="api-root"))
        own.append(re_path(r"^", _by_token(_unknown_address)))
        return own, app, namespace


def _by_token(view: View) -> View:
    """Keep the browser's session, its sign-in page and its CSRF token out; replay repeated writes."""

    @csrf_exempt
    @wraps(view, assigned=("__name__", "__doc__", "__module__") if hasattr(view, "__name__") else ())
    def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")[:80]
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        user = _owner(request, token.strip()) if scheme.lower() == "bearer" else None
        if user is not None and (off := switched_off(request)) is not None:
            return off
        if not key or user is None or request.method in READS:
            return view(request, *args, **kwargs)
        return answer_once(request, user_id=user.pk, key=key, act=lambda: view(request, *args, **kwargs))

    once.login_required = False  # type: ignore[attr-defined]
    return once


def _owner(request: HttpRequest, token: str) -> User | None:
    """The account of the token; looked up once per request, and put in the place of the session's."""
    known = getattr(request, "bearer", None)
    if known is None or known[0] != token:
        user = bearer(token, at=clock.now()) if token else None
        known = (token, user)
        request.bearer = known  # type: ignore[attr-defined]
        if user is not None:
            taken = cast(ActorRequest, request)
            taken.user = user
            taken.actor = cast(Actor, SimpleLazyObject(lambda: actor_for(user, on=clock.today())))
    return cast("User | None", known[1])


def _unknown_address(request: HttpRequest) -> HttpResponse:
    return JsonResponse(not_found_body(), status=404)


api = Api(
    title="Kasuari",
    version="1",
    description="Performance management of civil servants under PermenPANRB 6/2022.",
    urls_namespace="api",
    docs_url=None,
    auth=BearerAuth(),
    parser=SoundTextParser(),
    throttle=[TokenThrottle()],
)
api.add_router("", organisation)
api.add_router("", planning)
api.add_router("", matriks)
api.add_router("", tim)
api.add_router("", versi)
api.add_router("", dialog)
api.add_router("", strategi)
api.add_router("", planning_group)
api.add_router("", planning_files)
api.add_router("", massal)
api.add_router("", putaran)
api.add_router("", aturan_putaran)
api.add_router("", progress)
api.add_router("", umpan_balik)
api.add_router("", skm)
api.add_router("", denyut)
api.add_router("", evaluation)
api.add_router("", keberatan)
api.add_router("", khusus)
api.add_router("", kalibrasi)
api.add_router("", penutupan)
api.add_router("", bundel)
api.add_router("", development)
api.add_router("", kompetensi)
api.add_router("", rencana_pengembangan)
api.add_router("", bimbingan)
api.add_router("", mitra)
api.add_router("", tindak_lanjut)
api.add_router("", talenta)
api.add_router("", learning)
api.add_router("", rollout)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return api.create_response(request, refusal_body(refusal), status=refusal.status)


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, not_found_body(), status=404)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    response = api.create_response(request, error_body("not_authenticated", _NOT_SIGNED_IN), status=401)
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Throttled)
def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    response = api.create_response(request, error_body("too_many_requests", _TOO_MANY), status=429)
    response["Retry-After"] = str(int(error.wait or 0) + 1)
    return response


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    status = 422 if error.status_code == 400 else error.status_code
    return api.create_response(request, error_body("unreadable", _UNREADABLE), status=status)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = tuple(
        Problem(f"shape.{item['type']}", _path_of(item["loc"]), _words_for(item["type"]))
        for item in error.errors
    )
    return api.create_response(request, error_body("invalid", _INVALID, problems), status=422)


def _path_of(place: tuple[str | int, ...]) -> str:
    """`("body", "payload", "indikator", 0, "target")` -> `indikator.0.target`: names of our code left out."""
    inner = place[2:] if place and place[0] in {"body", "form"} and len(place) > 2 else place[1:]
    return ".".join(str(step) for step in inner)


def _words_for(kind: str) -> Words:
    return next(
        (words for start, words in _SHAPES if kind.startswith(start)), _("Nilai ini tidak dapat dipakai.")
    )
