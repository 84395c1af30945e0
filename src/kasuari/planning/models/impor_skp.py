"""A sheet of SKP rows that came back: shown against what stands, then written as a whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kasuari.planning.enums import StateImporPk
from kasuari.planning.models.pairs import pair
from kasuari.planning.models.periode import Periode


class ImporSkp(models.Model):
    """A file of SKP rows of one year. It is read anew each time, so nothing of its rows is kept beside it."""

    periode = models.ForeignKey(Periode, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("foundation.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=StateImporPk.choices, default=StateImporPk.PRATINJAU)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("impor SKP")
        constraints = [pair("applied", "impor_skp_applied_pair")]

    def __str__(self) -> str:
        return f"impor SKP {self.pk}"
