"""Nobody signs up: accounts are made by the clerk or the import."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.models import User
from kasuari.accounts.operations import record_sign_in
from kasuari.foundation import clock
from kasuari.foundation.access import Actor


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Sign-in by NIP only; registration is closed."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _(
            "NIP atau kata sandi tidak cocok. Periksa lagi, atau tanyakan kepada unit kepegawaian."
        ),
        "too_many_login_attempts": _(
            "Terlalu banyak percobaan yang gagal. Tunggu beberapa menit sebelum mencoba lagi."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def clean_username(self, username: str, shallow: bool = False) -> str:
        return username.replace(" ", "").strip()

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin the session and write the sign-in down."""
        super().login(request, user)
        at = clock.now()
        account = cast(User, user)
        by = Actor(user_id=account.pk, name=account.name, on=at.date())
        record_sign_in(user=account, by=by, at=at)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that throttling counts; a request that came past the proxies counts by its own."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META.get("REMOTE_ADDR", ""))
