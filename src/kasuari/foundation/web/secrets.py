"""Answers that hold a secret: shown once, and kept neither by a cache nor for a repetition."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_once(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with a secret of which only the hash is kept."""
    response = render(request, template, context)
    response["Cache-Control"] = "no-store"
    return response


def is_shown_once(response: HttpResponse) -> bool:
    """Whether the view itself said that its answer must not be stored."""
    return "no-store" in response.headers.get("Cache-Control", "")
