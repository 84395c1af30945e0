"""Putting a refusal onto the form that caused it."""

from __future__ import annotations

from django import forms

from kasuari.foundation.refusals import Refusal


def show_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Each problem at its field; a refusal without problems, or of no field here, at the head of the form."""
    for problem in refusal.problems:
        form.add_error(problem.path if problem.path in form.fields else None, str(problem.message))
    if not refusal.problems:
        form.add_error(None, str(refusal.reason))
