"""One row of the table of routes: a request, and what each persona gets.

In a row `o` is the answer of one who may (`ok`), `x` is 403, `.` is 404, `-` asks to sign in (302, API 401),
`h` is sent home (302).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.site.world import World

PERSONAS = {
    "anonymous": "nobody has signed in",
    "disabled": "account disabled while signed in",
    "yohana": "pegawai, whose records these are",
    "markus": "rekan kerja in the same puskesmas",
    "hendrika": "penilai of Yohana and Markus",
    "stefanus": "penilai of another unit",
    "paulus": "atasan penilai, kepala dinas",
    "lusia": "unit kepegawaian",
    "andreas": "pejabat yang berwenang",
    "agus": "auditor",
}

#          anonymous, disabled | yohana markus hendrika stefanus paulus | lusia andreas agus
PUBLIC = "oo ooooo ooo"
NOBODY = ".. ..... ..."
EVERYBODY = "-- ooooo ooo"
READERS = "-- o.o.o ooo"  # the owner, the penilai, the atasan and those who oversee; nobody else knows of it
OWNER = "-- o.x.x xxx"
PENILAI = "-- x.o.x xxx"
PENILAI_OR_LATE_ATASAN = "-- x.o.o xxx"  # January has passed
OWNER_OR_PENILAI = "-- o.o.x xxx"
CLERK = "-- xxxxx oxx"
CLERK_PAGE = "-- ..... o.."
CORRECTION = "-- x.... o.."  # its author sees it and may not decide it; to others it does not exist
AUDITOR_PAGE = "-- xxxxx xxo"


MATRIX = "-- ooo.o ooo"  # those in it, its leader and who rates them, and those who oversee
MATRIX_LEADER = "-- xxo.x xxx"


@dataclass(frozen=True, slots=True)
class Row:
    """One request: `route` is a name as `reverse` takes it, or `/api/v1/…` as the API describes it."""

    method: str
    route: str
    answers: str
    args: Callable[[World], dict[str, Any]] = lambda world: {}
    data: Callable[[World], dict[str, Any]] = lambda world: {}
    ok: int = 200
    note: str = ""

    def expected(self, persona: str) -> int:
        symbol = self.answers.replace(" ", "")[list(PERSONAS).index(persona)]
        sign_in = 401 if self.route.startswith("/api/") else 302
        return {"o": self.ok, "x": 403, ".": 404, "-": sign_in, "h": 302}[symbol]

    @property
    def label(self) -> str:
        return f"{self.method} {self.route}" + (f" ({self.note})" if self.note else "")
