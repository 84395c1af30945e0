"""Users, dated role grants, API tokens and notices. No decisions here."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import AccountKind, Role


class UserQuerySet(BaseUserManager["User"]):
    """Lookups that Django's authentication expects."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """One account. `username` is the NIP, or an agreed word for somebody without one.

    `session_epoch` is part of the session's signature: raising it ends every session of the account.
    """

    username = models.CharField(_("NIP"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    email = models.EmailField(_("surel"), blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)
    session_epoch = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=5, default="id")
    kind = models.CharField(max_length=10, choices=AccountKind.choices, default=AccountKind.PEGAWAI)
    created_at = models.DateTimeField()
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = UserQuerySet()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("akun")

    def __str__(self) -> str:
        return f"{self.name} ({self.username})"

    def get_full_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        return f"{super().get_session_auth_hash()}{self.session_epoch}"


class RoleGrant(models.Model):
    """A role held from `start_date` until before `end_date`; `unit_kode` limits it to a unit and below."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(max_length=40, choices=Role.choices)
    unit_kode = models.CharField(max_length=42, blank=True)
    start_date = models.DateField()
    end_date = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("peran")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_date__isnull=True) | models.Q(end_date__gt=models.F("start_date")),
                name="role_grant_dates",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.start_date}"

    def is_held(self, on: date) -> bool:
        """Whether the day lies in the half-open period of the grant."""
        return self.start_date <= on and (self.end_date is None or on < self.end_date)


class ApiToken(models.Model):
    """A bearer token, kept only as its hash. It acts with the rights of its user."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_date = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("token API")

    def __str__(self) -> str:
        return f"{self.user_id} {self.name}"


class Notice(models.Model):
    """A sentence for somebody about an event, with the page to open."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=80)
    by_name = models.CharField(max_length=200)
    data = models.JSONField(default=dict)
    link = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kabar")
        indexes = [models.Index(fields=["user", "-created_at"], name="notice_recent")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class ActivationCode(models.Model):
    """A code, kept only as its hash, with which somebody sets their first password once."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="activation_codes")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kode aktivasi")

    def __str__(self) -> str:
        return f"{self.user_id} {self.expires_at:%Y-%m-%d}"


class DemoPersona(models.Model):
    """Somebody whom a visitor of the demo may be. Read in the demo environment alone."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="demo_persona")
    label = models.CharField(max_length=120)
    description = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("orang di demo")

    def __str__(self) -> str:
        return self.label
