"""The service worker and the page shown without a line. Both are the same for everybody."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse

KEPT = (
    "kasuari.css",
    "app.js",
    "icons.svg",
    "logo.svg",
    "favicon.svg",
    "empty.svg",
    "plus-jakarta-sans.woff2",
)


@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """`/sw.js`: served at the root so that it may speak for every page; begins with the files it keeps."""
    found = finders.find("kasuari/sw.js")
    if not isinstance(found, str):
        raise Http404("the assets are not built")
    kept = [static(f"kasuari/{name}") for name in KEPT]
    with open(found, encoding="utf-8") as source:
        script = source.read()
    head = f"self.kept={json.dumps(kept)};self.offlinePage={json.dumps(reverse('offline'))};"
    head += f"self.packet={json.dumps(reverse('learning:packet'))};\n"
    return HttpResponse(head + script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker when a page cannot be fetched. Says nothing of the reader."""
    request.actor = None  # type: ignore[attr-defined]
    return render(request, "site/offline.html", {"navigation": []})
