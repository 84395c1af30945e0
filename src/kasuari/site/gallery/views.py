"""`/ui/`: every component with its examples in both themes and its inputs, read from its declaration."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from kasuari.foundation.components import declaration_of, declared_names
from kasuari.site.gallery.samples import samples

WIDE = {"board", "nine_box", "table", "sides", "task", "steps", "timeline", "page_heading", "distribution"}
_REFERENCES = re.compile(r'\b(id|for|name|aria-describedby|aria-labelledby)="([^"]+)"')


def example_template(name: str) -> str:
    """The file with the examples of component `name`."""
    return f"site/gallery/examples/{name}.html"


@login_not_required
def gallery(request: HttpRequest, name: str = "") -> HttpResponse:
    """All components, or the one called `name`."""
    names = declared_names()
    if name and name not in names:
        raise Http404(name)
    specimens = [_specimen(request, one) for one in ([name] if name else names)]
    return render(
        request, "site/gallery/gallery.html", {"specimens": specimens, "names": names, "name": name}
    )


def _specimen(request: HttpRequest, name: str) -> dict[str, Any]:
    template: Any = get_template(example_template(name))
    source = template.template.source
    html = template.render(samples(), request)
    return {
        "declaration": declaration_of(name),
        "html": html,
        "again": _as_copy(html),
        "source": re.sub(r"\A{% load [^%]+%}\s*", "", source).strip(),
        "wide": name in WIDE,
    }


def _as_copy(html: str) -> str:
    """The same markup with ids and names of its own, so that it may stand on the page a second time."""
    return _REFERENCES.sub(
        lambda found: f'{found[1]}="{" ".join(f"salinan-{word}" for word in found[2].split())}"', html
    )
