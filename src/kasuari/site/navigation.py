"""The main navigation as data: a label, an address, an icon, and who sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import AccountKind, Role
from kasuari.foundation.access import Actor
from kasuari.foundation.reasons import Words


@dataclass(frozen=True, slots=True)
class Destination:
    """One entry as declared."""

    label: Words
    url_name: str
    icon: str
    shown: Callable[[Actor], bool]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry as the shell draws it."""

    label: Words
    url: str
    icon: str
    active: bool


def _is_pegawai(actor: Actor) -> bool:
    return actor.pegawai_id is not None


def _rates(actor: Actor) -> bool:
    return actor.pegawai_id is not None and actor.rates


def _rates_nobody(actor: Actor) -> bool:
    """By the organisation of today; who rated somebody before still finds the team, further down."""
    return actor.pegawai_id is not None and not actor.rates


def _oversees(actor: Actor) -> bool:
    return actor.has(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA, Role.PYB, Role.AUDITOR) or bool(
        actor.scopes(Role.PENGELOLA_KINERJA)
    )


def _oversees_all(actor: Actor) -> bool:
    return actor.has(Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR)


def _takes_bundles(actor: Actor) -> bool:
    return bool(
        actor.scopes(Role.KEPEGAWAIAN, Role.PENGELOLA_KINERJA, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)
    )


def _reads_pulse(actor: Actor) -> bool:
    return actor.has(Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN)


def _reads_talent(actor: Actor) -> bool:
    return bool(actor.scopes(Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR))


def _is_clerk(actor: Actor) -> bool:
    return actor.has(Role.KEPEGAWAIAN)


DESTINATIONS = (
    Destination(_("Beranda"), "home", "home", lambda actor: True),
    Destination(_("SKP saya"), "planning:mine", "plan", _is_pegawai),
    Destination(_("Realisasi saya"), "progress:mine", "progress", _is_pegawai),
    Destination(_("Tim saya"), "evaluation:team", "team", _rates),
    Destination(_("Umpan balik"), "feedback:mine", "chat", _is_pegawai),
    Destination(_("Hasil saya"), "evaluation:history", "star", _is_pegawai),
    Destination(_("Tim saya"), "evaluation:team", "team", _rates_nobody),
    Destination(_("Pengembangan"), "development:development", "tree", _is_pegawai),
    Destination(_("Tindak lanjut"), "development:recognitions", "star", lambda actor: True),
    Destination(_("Umpan balik 360"), "feedback:tugas_360", "chat", _is_pegawai),
    Destination(_("Pelatihan"), "development:catalogue", "calendar", lambda actor: True),
    Destination(_("Pohon kinerja"), "progress:tree", "tree", lambda actor: True),
    Destination(_("Capaian"), "evaluation:capaian", "flag", _is_clerk),
    Destination(_("Pegawai dan unit"), "organisation:units", "unit", lambda actor: True),
    Destination(_("Denyut"), "surveys:waves", "progress", _reads_pulse),
    Destination(_("Kepuasan masyarakat"), "surveys:surveys", "chat", lambda actor: True),
    Destination(_("Belajar"), "learning:lessons", "layers", lambda actor: True),
    Destination(_("Pengumuman"), "rollout:announcements", "bell", _is_pegawai),
    Destination(_("Kelengkapan"), "planning:completion", "half", _oversees),
    Destination(_("Periode"), "planning:periods", "calendar", _oversees),
    Destination(_("Keberatan"), "evaluation:keberatan_list", "alert", _oversees),
    Destination(_("Kalibrasi"), "evaluation:kalibrasi_list", "swap", lambda actor: actor.has(Role.AUDITOR)),
    Destination(_("Peta talenta"), "development:talent", "team", _reads_talent),
    Destination(_("Daftar angka kredit"), "development:credits", "half", _reads_talent),
    Destination(_("Bundel dokumen"), "evaluation:bundles", "layers", _takes_bundles),
    Destination(_("Ekspor"), "evaluation:exports", "upload", _is_clerk),
    Destination(_("Penutupan"), "evaluation:closing", "lock", _oversees_all),
    Destination(_("Kalender"), "evaluation:calendar", "calendar", _is_clerk),
    Destination(_("Rencana massal"), "planning:massal", "copy", _is_clerk),
    Destination(_("Putaran 360"), "feedback:putaran", "swap", _is_clerk),
    Destination(_("Aturan umpan balik"), "feedback:settings", "chat", _is_clerk),
    Destination(_("Pustaka"), "planning:library", "layers", _is_clerk),
    Destination(_("Gelombang"), "rollout:waves", "layers", lambda actor: True),
    Destination(_("Kompetensi"), "development:kompetensi", "layers", _is_clerk),
    Destination(_("Impor"), "organisation:imports", "upload", _is_clerk),
    Destination(_("Audit"), "audit:ledger", "shield", lambda actor: actor.has(Role.AUDITOR)),
)


PARTNER_DESTINATIONS = (
    Destination(_("Program saya"), "development:partner_home", "calendar", lambda actor: True),
)


def navigation_for(actor: Actor, *, path: str, kind: str = AccountKind.PEGAWAI) -> list[NavigationItem]:
    """The entries for `actor`; the one that leads nearest to `path` is active. No query of its own."""
    shown = []
    for destination in PARTNER_DESTINATIONS if kind == AccountKind.MITRA else DESTINATIONS:
        if not destination.shown(actor):
            continue
        url = _address(destination.url_name, get_urlconf(), get_script_prefix())
        if url:
            shown.append((destination, url))
    above = [url for _item, url in shown if (path == url if url == "/" else path.startswith(url))]
    nearest = max(above, key=len, default="")
    return [NavigationItem(item.label, url, item.icon, url == nearest) for item, url in shown]


@lru_cache(maxsize=64)
def _address(url_name: str, urlconf: str | None, prefix: str | None) -> str:
    """Where the entry leads, "" where nothing has this name. It is the same for everybody."""
    try:
        return reverse(url_name, urlconf)
    except NoReverseMatch:
        return ""
