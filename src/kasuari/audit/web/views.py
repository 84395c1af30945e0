"""The auditor's page: the whole ledger, filtered and page by page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kasuari.audit import queries
from kasuari.foundation.access import Actor
from kasuari.foundation.events import REGISTRY, label_of, tell_sentence

PER_PAGE = 50


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """`/audit/`: who did what, and when."""
    actor = cast(Actor, request.actor)  # type: ignore[attr-defined]
    chosen = {name: request.GET.get(name, "").strip() for name in ("person", "kind", "first", "last")}
    found = queries.entries_for(
        actor,
        person=chosen["person"],
        kind=chosen["kind"],
        first_date=_day(chosen["first"]),
        last_date=_day(chosen["last"]),
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    narrowed = {name: value for name, value in chosen.items() if value}
    rows = [
        {"entry": entry, "sentence": tell_sentence(entry.kind, by=entry.by_name, data=entry.data)}
        for entry in page
    ]
    return render(
        request,
        "audit/ledger.html",
        {
            "page": page,
            "rows": rows,
            "chosen": chosen,
            "kinds": _kinds(),
            "columns": [_("Waktu"), _("Yang terjadi"), _("Jenis"), _("Objek")],
            "page_url": f"?{urlencode(narrowed)}&" if narrowed else "?",
            "reset": request.path if narrowed else "",
        },
    )


def _kinds() -> list[tuple[str, str]]:
    """Every kind of event with its words, in the order of the words; the code sets apart those that say the
    same."""
    kinds = [kind for kind, event in REGISTRY.items() if event.__module__.startswith("kasuari.")]
    labels = {kind: label_of(kind) for kind in kinds}
    times = Counter(labels.values())
    said = [(kind, f"{words} ({kind})" if times[words] > 1 else words) for kind, words in labels.items()]
    return sorted(said, key=lambda pair: pair[1].casefold())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
