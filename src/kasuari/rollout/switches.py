"""Which address belongs to which function. What is not listed is always on."""

from __future__ import annotations

import re

from django.http import HttpRequest

from kasuari.foundation.functions import Fungsi

# The first pattern that fits the name of the address, or the path below /api/v1/, decides.
PAGES = (
    (r"planning:", Fungsi.SKP),
    (r"progress:", Fungsi.REALISASI),
    (r"feedback:(\w*360|usul_pengisi|setujui_nominasi|coret_pengisi|putuskan_komentar)", Fungsi.PUTARAN_360),
    (r"feedback:(putaran|undi|buka|ingatkan|tutup|rilis)", Fungsi.PUTARAN_360),
    (r"feedback:", Fungsi.UMPAN_BALIK),
    (r"evaluation:acknowledge", None),  # what was delivered can always be received
    (r"evaluation:(object|keberatan)", Fungsi.KEBERATAN),
    (r"evaluation:\w*kalibrasi", Fungsi.KALIBRASI),
    (r"evaluation:", Fungsi.EVALUASI),
    (r"development:", Fungsi.PENGEMBANGAN),
)
API = (
    (r"(people/\d+/credit|credit-notes|development|competenc)", Fungsi.PENGEMBANGAN),
    (r"evaluations/\d+/acknowledge", None),
    (r"(objections|evaluations/\d+/objection)", Fungsi.KEBERATAN),
    (r"calibration", Fungsi.KALIBRASI),
    (r"round", Fungsi.PUTARAN_360),
    (r"(feedback|people/\d+/feedback|skp/\d+/(feedback|follow-ups))", Fungsi.UMPAN_BALIK),
    (r"(evaluations|skp/\d+/periods/\d+/rating|units/\d+/periods)", Fungsi.EVALUASI),
    (r"(evidence|skp/\d+/periods/\d+/realisasi)", Fungsi.REALISASI),
    (r"(skp|set-skp|matrices|dialogs|workblocks)", Fungsi.SKP),
)
Rows = tuple[tuple[str, Fungsi | None], ...]


def fungsi_of(request: HttpRequest) -> str | None:
    """The function that the address of a request belongs to."""
    match = request.resolver_match
    if request.path_info.startswith("/api/v1/"):
        return _first(API, request.path_info.removeprefix("/api/v1/"))
    return _first(PAGES, match.view_name) if match is not None else None


def _first(rows: Rows, text: str) -> str | None:
    for pattern, fungsi in rows:
        if re.match(pattern, text):
            return fungsi.value if fungsi else None
    return None
