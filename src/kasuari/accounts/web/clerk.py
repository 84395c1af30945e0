"""The clerk's pages: accounts, roles by date, activation codes."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kasuari.accounts import operations, queries
from kasuari.accounts.access import can_change_access, can_create_user, can_see_users, grantable_roles
from kasuari.accounts.enums import Role
from kasuari.accounts.web.forms import RoleForm, UserForm
from kasuari.accounts.web.own import actor_of
from kasuari.accounts.web.refused import show_refusal
from kasuari.foundation import clock
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.timeline import story
from kasuari.foundation.web.numbers import whole_number
from kasuari.foundation.web.secrets import render_once

PER_PAGE = 50


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """`/masuk/pengguna/`: the accounts, searched by name or NIP."""
    actor = actor_of(request)
    chosen = {name: request.GET.get(name, "").strip() for name in ("q", "state", "role")}
    found = queries.users_for(actor, on=clock.today(), **chosen)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    narrowed = {name: value for name, value in chosen.items() if value}
    return render(
        request,
        "accounts/users.html",
        {
            "page": page,
            "chosen": chosen,
            "page_url": f"?{urlencode(narrowed)}&" if narrowed else "?",
            "states": [("open", _("Terbuka")), ("unused", _("Belum diaktifkan")), ("closed", _("Ditutup"))],
            "roles": Role.choices,
            "columns": [_("Nama"), _("NIP"), _("Keadaan"), _("Peran"), _("Kode aktivasi")],
            "reset": request.path if narrowed else "",
        },
    )


@require_http_methods(["GET", "POST"])
def new_user(request: HttpRequest) -> HttpResponse:
    """`/masuk/pengguna/baru/`."""
    actor = actor_of(request)
    can_create_user(actor).or_raise()
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = operations.create_user(**form.cleaned_data, by=actor, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Akun sudah dibuat. Buatkan kode aktivasinya di bawah ini."))
            return redirect("accounts:user", user.pk)
    return render(request, "accounts/new_user.html", {"form": form}, status=422 if form.errors else 200)


# When somebody signs in is their own affair and the auditor's.
COMING_AND_GOING = ("accounts.signed_in",)


@require_http_methods(["GET", "POST"])
def user(request: HttpRequest, user_id: int) -> HttpResponse:
    """`/masuk/pengguna/<id>/`: one account with its roles; posting gives a role."""
    actor, today = actor_of(request), clock.today()
    account = queries.user_for(actor, user_id)
    roles = grantable_roles(actor)
    form = RoleForm(request.POST or None, roles=roles, initial={"start_date": today})
    if request.method == "POST" and form.is_valid():
        try:
            operations.grant_role(user=account, **form.cleaned_data, by=actor, at=clock.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Peran sudah diberikan."))
            return redirect("accounts:user", user_id)
    answer = can_change_access(actor, user_id=user_id, held=queries.roles_held(user_id=user_id, on=today))
    return render(
        request,
        "accounts/user.html",
        {
            "account": account,
            "grants": queries.grants_of(user_id),
            "form": form,
            "today": today,
            "columns": [_("Peran"), _("Unit"), _("Mulai"), _("Berakhir"), _("Tindakan")],
            "trail": [(_("Akun"), reverse("accounts:users")), (account.name, "")],
            "why_not": None if answer else answer,
            "own": actor.user_id == user_id,
            "story": story("accounts.user", user_id, without=COMING_AND_GOING),
            "code": queries.open_activation(user_id=user_id, at=clock.now()),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def disable(request: HttpRequest, user_id: int) -> HttpResponse:
    actor = actor_of(request)
    operations.disable_user(user=queries.user_for(actor, user_id), by=actor, at=clock.now())
    messages.success(request, _("Akun sudah ditutup. Semua sesinya berakhir sekarang juga."))
    return redirect("accounts:user", user_id)


@require_POST
def enable(request: HttpRequest, user_id: int) -> HttpResponse:
    actor = actor_of(request)
    operations.enable_user(user=queries.user_for(actor, user_id), by=actor, at=clock.now())
    messages.success(request, _("Akun sudah dibuka kembali."))
    return redirect("accounts:user", user_id)


@require_POST
def end_role(request: HttpRequest, grant_id: int) -> HttpResponse:
    """`/masuk/peran/<id>/akhiri/`: end a role before `end_date`, today when none is sent."""
    actor = actor_of(request)
    grant = queries.grant_for(actor, grant_id)
    sent = request.POST.get("end_date", "")
    try:
        end_date = date.fromisoformat(sent) if sent else clock.today()
    except ValueError:
        raise Refusal("accounts.role_dates") from None
    operations.end_role(grant=grant, end_date=end_date, by=actor, at=clock.now())
    messages.success(request, _("Peran sudah diakhiri."))
    return redirect("accounts:user", grant.user_id)


@require_POST
def activation_codes(request: HttpRequest) -> HttpResponse:
    """`/masuk/pengguna/aktivasi/`: new codes for the chosen accounts, as a list to print and cut.

    The codes are shown on this answer alone. Accounts that may not have one are listed with the reason.
    """
    actor = actor_of(request)
    can_see_users(actor).or_raise()
    numbers = {whole_number(text) for text in request.POST.getlist("user")}
    chosen = sorted(queries.users_by_ids(numbers).values(), key=lambda account: (account.name, account.pk))
    slips, refused = [], []
    for account in chosen[: PER_PAGE * 10]:
        try:
            code = operations.issue_activation(user=account, by=actor, at=clock.now())
        except Refusal as refusal:
            refused.append({"account": account, "reason": refusal.reason})
        else:
            slips.append({"account": account, "code": code})
    return render_once(
        request,
        "accounts/activation_codes.html",
        {
            "slips": slips,
            "refused": refused,
            "columns": [_("Nama"), _("NIP"), _("Kode aktivasi")],
        },
    )
