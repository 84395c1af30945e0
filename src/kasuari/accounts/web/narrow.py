"""Accounts that reach a few pages alone: a partner sees its own programmes, everything else is 404.

The module whose pages those are says so once, with `let_reach`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kasuari.accounts.enums import AccountKind

# The way in and out, the own account, and what every page is made of.
SHARED = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "accounts:activate",
        "accounts:be_persona",
        "accounts:change_password",
        "accounts:choose_language",
        "accounts:end_sessions",
        "accounts:profile",
        "health",
        "offline",
        "service_worker",
        "set_language",
    }
)
_home: dict[str, str] = {}
_reach: dict[str, frozenset[str]] = {}


def let_reach(kind: str, *, home: str, routes: frozenset[str]) -> None:
    """Accounts of this kind begin at `home` and reach these named addresses besides the shared ones."""
    _home[kind], _reach[kind] = home, routes | {home}


class NarrowAccounts:
    """Answers 404 before the page is asked; nothing of it can leak by a gap in the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseRedirect | None:
        kind = getattr(request.user, "kind", AccountKind.PEGAWAI)
        if kind == AccountKind.PEGAWAI or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        if name == "home" and kind in _home:
            return HttpResponseRedirect(reverse(_home[kind]))
        if name not in SHARED and name not in _reach.get(kind, frozenset()):
            raise Http404
        return None
