"""My account: password, sessions, language, API tokens."""

from __future__ import annotations

from typing import cast

from allauth.core.ratelimit import consume, respond_429
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasuari.accounts import operations, queries
from kasuari.accounts.access import can_see_users
from kasuari.accounts.models import User
from kasuari.accounts.web.forms import PasswordChangeForm, TokenForm
from kasuari.accounts.web.refused import show_refusal
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.web.secrets import render_once


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; set by the middleware of the organisation."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """`/masuk/akun/`: what the account is and what its owner can do with it."""
    user = cast(User, request.user)
    return render(
        request,
        "accounts/profile.html",
        {
            "user": user,
            "roles": [grant for grant in queries.grants_of(user.pk) if grant.is_held(clock.today())],
            "columns": [_("Nama"), _("Berlaku sampai"), _("Terakhir dipakai"), _("Tindakan")],
            "tokens": queries.tokens_of(user.pk),
            "token_form": TokenForm(),
            "languages": settings.LANGUAGES,
            "manages": bool(can_see_users(actor_of(request))),
            "now": clock.now(),
        },
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """`/masuk/akun/sandi/`: the present password and a new one. Other sessions end, this one stays."""
    user = cast(User, request.user)
    form = PasswordChangeForm(request.POST or None, user=user)
    if request.method == "POST":
        if not consume(request, action="change_password", user=user):
            return respond_429(request)
        if form.is_valid():
            try:
                changed = operations.set_password(
                    user=user, password=form.cleaned_data["password"], by=actor_of(request), at=clock.now()
                )
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                update_session_auth_hash(request, changed)
                messages.success(request, _("Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan."))
                return redirect("accounts:profile")
    return render(
        request, "accounts/password_change.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """`/masuk/akun/sesi/`: sign out on every other device."""
    user = operations.end_sessions(user=cast(User, request.user), by=actor_of(request), at=clock.now())
    update_session_auth_hash(request, user)
    messages.success(request, _("Akun Anda sudah dikeluarkan dari semua perangkat lain."))
    return redirect("accounts:profile")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/masuk/akun/bahasa/`: keep the language with the account, and use it from now on."""
    user = operations.choose_language(
        user=cast(User, request.user),
        language=request.POST.get("language", ""),
        by=actor_of(request),
        at=clock.now(),
    )
    response = redirect("accounts:profile")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        user.language,
        max_age=365 * 24 * 60 * 60,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


@require_POST
def create_token(request: HttpRequest) -> HttpResponse:
    """`/masuk/akun/token/`: make a token; the answer is the only page that ever shows it."""
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            token, secret = operations.create_token(
                user=cast(User, request.user),
                name=form.cleaned_data["name"],
                days=form.cleaned_data["days"],
                by=actor_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return render_once(request, "accounts/token_created.html", {"token": token, "secret": secret})
    return render(request, "accounts/token_refused.html", {"form": form}, status=422)


@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """`/masuk/akun/token/<id>/cabut/`."""
    actor = actor_of(request)
    operations.revoke_token(token=queries.token_for(actor, token_id), by=actor, at=clock.now())
    messages.success(request, _("Token sudah dicabut."))
    return redirect("accounts:profile")
