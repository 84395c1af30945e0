"""A form field for numbers of days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class DaysField(forms.CharField):
    """Numbers of days with commas between them; empty is none."""

    def clean(self, value: Any) -> Any:
        parts = [part.strip() for part in str(super().clean(value) or "").replace(";", ",").split(",")]
        given = [part for part in parts if part]
        if any(not part.isascii() or not part.isdigit() or len(part) > 3 for part in given):
            raise ValidationError(_("Tulis angka hari dengan koma di antaranya, misalnya 10, 5, 2."))
        return [int(part) for part in given]
