"""The page of the pohon kinerja. It lives here because it shows plans and what was reached on them:
pelaksanaan is the lowest step that may see both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from kasuari.foundation import clock
from kasuari.foundation.tree_picture import SIGNS, PictureNode, tree_picture
from kasuari.foundation.web.fragments import asks_for
from kasuari.organisation import queries as organisation
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.planning import queries as planning
from kasuari.progress import queries
from kasuari.progress.queries import Reached

TARGET = "pohon"
_HX = format_html(' hx-target="#{}" hx-swap="outerHTML" hx-push-url="true"', TARGET)
KINDS = {
    "u": gettext_lazy("Unit kerja"),
    "s": gettext_lazy("Sasaran"),
    "p": gettext_lazy("Indikator perjanjian kinerja"),
    "r": gettext_lazy("Hasil kerja"),
    "i": gettext_lazy("Indikator"),
    "d": gettext_lazy("Draf"),
}
STATES = {
    "exceeded": ("good", gettext_lazy("melampaui target")),
    "reached": ("good", gettext_lazy("tercapai")),
    "on_way": ("info", gettext_lazy("berjalan")),
    "missed": ("warn", gettext_lazy("di luar target")),
    "behind": ("warn", gettext_lazy("di bawah target triwulan")),
    "told": ("progress", gettext_lazy("ada uraian")),
    "unknown": ("neutral", gettext_lazy("belum ada data")),
}


@dataclass(slots=True)
class Shown:
    """A node as the list shows it."""

    key: str
    kind: str
    teks: str
    meta: str
    lines: tuple[str, ...]
    target: str
    mark: str
    tone: str
    below: int | None
    open: bool
    on_path: bool
    url: str
    own_url: str
    children: list[Shown] = field(default_factory=list)


@require_GET
def tree(request: ActorRequest) -> HttpResponse:
    """The tree with what is open (`buka`), the way of a person (`pegawai`) or a node (`sorot`), a search
    (`cari`). The same template renders the page and the fragment."""
    instansi = organisation.instansi_for(request.actor)
    periode = planning.current_periode(instansi, clock.today())
    text = request.GET.get("cari", "").strip()[:100]
    context: dict[str, Any] = {"periode": periode, "text": text, "hits": None, "nodes": [], "picture": ""}
    if periode is not None:
        context |= _content(request, periode, text)
    fragment = asks_for(request, TARGET)
    return render(request, "progress/tree_body.html" if fragment else "progress/tree.html", context)


def _content(request: ActorRequest, periode: Any, text: str) -> dict[str, Any]:
    actor = request.actor
    opened = planning.open_keys(request.GET.get("buka", ""))
    path, person, kept = _highlighted(request, periode)
    other, both = _other(request, periode, path), frozenset[str]()
    if other is not None and path is not None:
        both, path = path.keys & other[0].keys, planning.Path(path.keys | other[0].keys, path.loose)
        person, kept = _("%(one)s dan %(other)s") % {"one": person, "other": other[1]}, kept | other[2]
    if path is not None and "buka" not in request.GET:
        opened = [*dict.fromkeys([*opened, *sorted(path.keys)])]
    lit = path is not None and bool(path.keys)
    asked = opened if lit or "buka" in request.GET else None
    roots = planning.tree_of(actor, periode, asked, path=path)
    if lit and "buka" not in request.GET:
        roots = [node for node in roots if node.on_path]
    if asked is None:
        opened = [node.key for node in roots if node.open]
    reached = queries.reached_of(_measures(roots), actor=actor, periode=periode, on=clock.today())
    places = _Places(reverse("progress:tree"), opened, kept)
    nodes = [_shown(node, reached, places) for node in roots]
    hits = planning.search_tree(actor, periode, text) if text else None
    return {
        "nodes": nodes,
        "picture": tree_picture(_("Pohon kinerja"), [_pictured(node) for node in nodes], attrs=_HX),
        "hits": None
        if hits is None
        else [{"hit": hit, "kind": KINDS[hit.key[0]], "url": places.alone(hit.key)} for hit in hits],
        "person": person if lit else "",
        "beside": places.beside(actor.pegawai_id) if lit and other is None else "",
        "together": None if other is None else _meeting(roots, both),
        "loose": path.loose if path else (),
        "legend": _legend(),
        "mine": places.person(actor.pegawai_id) if actor.pegawai_id else "",
        "start": places.start(),
    }


def _highlighted(request: ActorRequest, periode: Any) -> tuple[planning.Path | None, str, dict[str, str]]:
    """The way to light up, whose it is, and what of the address to keep when a branch is opened."""
    pegawai, key = request.GET.get("pegawai", ""), request.GET.get("sorot", "")
    if pegawai.isascii() and pegawai.isdigit() and len(pegawai) <= 12:
        person = organisation.pegawai_for(request.actor, int(pegawai))
        path = planning.path_of_person(request.actor, periode, person.pk)
        return path, person.nama_lengkap, {"pegawai": pegawai}
    if key:
        if planning.open_keys(key) != [key]:
            raise Http404
        path = planning.path_of_node(request.actor, periode, key)
        return path, "", {"sorot": key}
    return None, "", {}


def _other(
    request: ActorRequest, periode: Any, path: planning.Path | None
) -> tuple[planning.Path, str, dict[str, str]] | None:
    """A second person (`dan`) whose way is lit beside the first."""
    text = request.GET.get("dan", "")
    if path is None or "pegawai" not in request.GET or not (text.isascii() and text.isdigit()):
        return None
    if len(text) > 12:
        raise Http404
    person = organisation.pegawai_for(request.actor, int(text))
    found = planning.path_of_person(request.actor, periode, person.pk)
    return found, person.nama_lengkap, {"dan": text}


def _meeting(nodes: Iterable[planning.TreeNode], both: frozenset[str]) -> list[str]:
    """What two ways have in common, as far down as they run together."""
    found: list[str] = []
    for node in nodes:
        below = _meeting(node.children, both)
        found += below or ([node.teks] if node.key in both else [])
    return found


@dataclass(frozen=True, slots=True)
class _Places:
    """Addresses of this page in other states of folding."""

    page: str
    opened: list[str]
    kept: dict[str, str]

    def toggled(self, key: str) -> str:
        keys = [item for item in self.opened if item != key] if key in self.opened else [*self.opened, key]
        return f"{self.page}?{urlencode({'buka': '.'.join(keys), **self.kept})}"

    def alone(self, key: str) -> str:
        return f"{self.page}?{urlencode({'sorot': key})}"

    def person(self, pegawai_id: int) -> str:
        return f"{self.page}?{urlencode({'pegawai': pegawai_id})}"

    def beside(self, pegawai_id: int | None) -> str:
        """The way of the reader beside that of somebody else; "" where there is no such pair."""
        one = self.kept.get("pegawai", "")
        if not one or pegawai_id is None or one == str(pegawai_id):
            return ""
        return f"{self.page}?{urlencode({'pegawai': one, 'dan': str(pegawai_id)})}"

    def start(self) -> str:
        return self.page


def _measures(nodes: Iterable[planning.TreeNode]) -> Iterable[planning.Measure]:
    for node in nodes:
        yield from node.measures
        yield from _measures(node.children)


def _shown(node: planning.TreeNode, reached: dict[int, Reached], places: _Places) -> Shown:
    tone, mark = _mark(node, reached)
    return Shown(
        key=node.key,
        kind=str(KINDS[node.kind]),
        teks=node.teks,
        meta=" · ".join(part for part in (node.who, node.post) if part),
        lines=tuple(part for part in (node.who, node.post) if part),
        target=node.target,
        mark=mark,
        tone=tone,
        below=node.below,
        open=node.open,
        on_path=node.on_path,
        url=places.toggled(node.key) if node.below else "",
        own_url=places.person(node.pegawai_id) if node.pegawai_id else "",
        children=[_shown(child, reached, places) for child in node.children],
    )


def _mark(node: planning.TreeNode, reached: dict[int, Reached]) -> tuple[str, str]:
    """The tone and the words of how far a node has come; "" where nothing is to be told."""
    if node.state == "untaken":
        return "neutral", _("belum diambil ke SKP")
    if node.state == "draft":
        return "neutral", _("draf")
    if node.state == "hidden" or not node.measures:
        return "", ""
    found = [one for item in node.measures if (one := reached[item.indikator_id]).state != "private"]
    if not found:
        return "", ""
    if len(found) == 1:
        tone, words = STATES[found[0].state]
        return tone, f"{found[0].percent}% · {words}" if found[0].percent is not None else str(words)
    known = [item for item in found if item.state != "unknown"]
    if not known:
        tone, words = STATES["unknown"]
        return tone, str(words)
    states = {item.state for item in found}
    worst = next(
        state for state in ("behind", "missed", "on_way", "told", "reached", "exceeded") if state in states
    )
    if len(known) < len(found):
        worst = worst if worst in {"behind", "missed"} else "on_way"
    return STATES[worst][0], _("%(known)d dari %(all)d indikator ada data") % {
        "known": len(known),
        "all": len(found),
    }


def _pictured(node: Shown) -> PictureNode:
    words = [node.kind, node.teks, node.meta, node.target, node.mark]
    if node.on_path:
        words.append(_("di jalur yang disorot"))
    return PictureNode(
        key=node.key,
        text=f"{node.teks}{f': {node.target}' if node.target else ''}",
        meta=node.lines,
        tone=node.tone,
        mark=node.mark,
        url=node.url,
        label=". ".join(word for word in words if word),
        kind=node.key[0],
        more=node.below,
        open=node.open,
        on_path=node.on_path,
        children=[_pictured(child) for child in node.children],
    )


def _legend() -> list[tuple[str, str, SafeString]]:
    return [
        (tone, str(words), format_html('<path class="pohon__sign" d="{}"></path>', SIGNS[tone]))
        for tone, words in STATES.values()
    ]
