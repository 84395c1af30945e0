"""The markup of a matrix. Written here and not in a template: 720 cells are drawn for every reader, and a
template tag for each part of each of them would cost more than everything else on the page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.components.markup import icon
from kasuari.foundation.components.pills import look_of
from kasuari.planning.enums import StateAnggota
from kasuari.planning.queries import Baris, Keadaan, Kolom, Sel, Window, share_in_words
from kasuari.planning.queries.grid import number_of


class Cells:
    """Draws cells in the language of the reader; the words are looked up once."""

    def __init__(self, *, editable: bool) -> None:
        self.editable = editable
        none, undecided, waits = _("tidak ada peran"), _("belum diputuskan"), _("belum di SKP")
        self._none = f"<em>{escape(none)}</em>"
        self.undecided = f'<b class="visually-hidden">{escape(undecided)}</b>'
        self._waits = f" <i>{escape(waits)}</i>"

    def inner(self, sel: Sel) -> str:
        """What stands in one cell."""
        found = self.words(sel)
        return f'<a href="sel/{sel.anggota_id}/{sel.kolom}/">{found}</a>' if self.editable else found

    def words(self, sel: Sel) -> str:
        if sel.tanpa_peran:
            return self._none
        roles = [self._role(item.line, waits=item.menunggu) for item in sel.peran]
        return _together(roles) if roles else self.undecided

    def stored(
        self, rows: Iterable[tuple[Any, ...]]
    ) -> tuple[dict[tuple[int, int | None], str], dict[tuple[int, int | None], int]]:
        """What stands in each decided cell, and the version of every cell that was ever written."""
        words: dict[tuple[int, int | None], str] = {}
        versions: dict[tuple[int, int | None], int] = {}
        several: dict[tuple[int, int | None], list[tuple[int, int, str]]] = {}
        places: dict[tuple[int, int | None], tuple[int, int, str]] = {}
        for (
            anggota,
            kolom,
            version,
            pk,
            urutan,
            teks,
            satuan,
            rhk,
            taken,
            tanpa,
            dicabut,
            bagian,
            before,
        ) in rows:
            place = (anggota, kolom)
            versions[place] = version
            if pk is None or dicabut:
                if tanpa:
                    words[place] = self._none
                continue
            line = teks if bagian is None else f"{teks} [{share_in_words(number_of(bagian), satuan)}]"
            found = self._role(line, waits=rhk is None or teks != taken or bagian != before)
            if place in words:
                several.setdefault(place, [places[place]]).append((urutan, pk, found))
            else:
                words[place], places[place] = found, (urutan, pk, found)
        for place, roles in several.items():
            words[place] = _together([found for _urutan, _pk, found in sorted(roles)])
        return words, versions

    def _role(self, line: str, *, waits: bool) -> str:
        if "<" in line or "&" in line or ">" in line:
            line = escape(line, quote=False)
        return f"{line}{self._waits}" if waits else line


def _together(roles: list[str]) -> str:
    """One role as it is, several each on its own."""
    return roles[0] if len(roles) == 1 else "".join([f"<span>{found}</span>" for found in roles])


def grid_html(window: Window, *, editable: bool, caption: str) -> SafeString:
    """The table of one page of a matrix; on a phone only its heads are shown, as two lists of links."""
    draw, people = Cells(editable=editable), _("Pegawai")
    parts = [
        '<table class="mx" id="matriks">',
        f'<caption class="visually-hidden">{escape(caption)}</caption><thead><tr>',
        f'<th scope="col">{escape(people)}</th>',
    ]
    parts += [head_html(item, window.keadaan[item.key]) for item in window.kolom]
    parts.append("</tr></thead><tbody>")
    columns = [(item.key, item.kolom_id) for item in window.kolom]
    words, versions = draw.stored(window.rows)
    for row in window.baris:
        pk, left, cells = row.anggota_id, len(columns), []
        for key, kolom_id in columns:
            place = (pk, kolom_id)
            text = words.get(place)
            if text is None:
                text = draw.undecided
            else:
                left -= 1
            version = versions.get(place)
            attribute = "" if version is None else f' data-v="{version}"'
            cells.append(
                f'<td{attribute}><a href="sel/{pk}/{key}/">{text}</a></td>'
                if editable
                else f"<td>{text}</td>"
            )
        parts.append(f'<tr data-a="{pk}">{_person(row, left)}')
        parts += cells
        parts.append("</tr>")
    parts.append("</tbody></table>")
    return mark_safe("".join(parts))  # noqa: S308 - every text above is escaped


def head_html(kolom: Kolom, keadaan: Keadaan) -> str:
    """The head of a column: the indikator, its target, and how it stands."""
    target = f"<small>{escape(kolom.target, quote=False)}</small>" if kolom.target else ""
    words = escape(kolom.teks, quote=False)
    return (
        f'<th scope="col" data-k="{kolom.key}"><a href="kolom/{kolom.key}/">{words}</a>'
        f"{target}{state_html(kolom, keadaan)}</th>"
    )


def state_html(kolom: Kolom, keadaan: Keadaan) -> SafeString:
    """How a column stands, in words, with a sign that is not colour alone."""
    tone, sign = ("warn", "alert") if keadaan.warns or kolom.lama else ("calm", "dot")
    if keadaan.code == "cascading.sama":
        tone, sign = "good", "check"
    words = escape(state_words(kolom, keadaan), quote=False)
    return mark_safe(f'<span class="mx__state mx__state--{tone}">{icon(sign)} {words}</span>')  # noqa: S308


def state_words(kolom: Kolom, keadaan: Keadaan) -> str:
    """Nobody carries it, the parts do not add up, or how many roles there are."""
    if kolom.lama:
        return _("Tidak ada lagi di SKP pimpinan")
    if not keadaan.peran:
        return _("Belum ada yang memikul")
    if keadaan.jumlah is not None and keadaan.selisih is not None and kolom.induk is not None:
        words = {
            "cascading.sama": _("Jumlah bagian %(sum)s, sama dengan target"),
            "cascading.lebih": _("Jumlah bagian %(sum)s, lebih %(gap)s dari target %(whole)s"),
            "cascading.kurang": _("Jumlah bagian %(sum)s, kurang %(gap)s dari target %(whole)s"),
        }[keadaan.code]
        return words % {
            "sum": share_in_words(keadaan.jumlah, kolom.satuan),
            "gap": share_in_words(abs(keadaan.selisih), kolom.satuan),
            "whole": share_in_words(kolom.induk, kolom.satuan),
        }
    if keadaan.code == "cascading.angka_belum_lengkap":
        if kolom.induk is None:
            return _("Target bukan satu angka, jadi bagiannya tidak dapat dijumlahkan")
        return _("Ada peran tanpa bagian dalam satuan target")
    return ngettext("%(count)s peran", "%(count)s peran", keadaan.peran) % {"count": keadaan.peran}


def _person(row: Baris, left: int) -> str:
    rest = _("%(count)s belum diputuskan") % {"count": left} if left else _("semua sudah diputuskan")
    notes = ""
    if row.ketua:
        leads = _("Ketua %(tim)s") % {"tim": row.ketua}
        notes += f'<span class="mx__note">{icon("team")} {escape(leads)}</span>'
    if row.state != StateAnggota.LANGSUNG:
        look = look_of(row.state)
        notes += (
            f'<a class="mx__note" href="anggota/#a{row.anggota_id}">'
            f"{icon(look.icon)} {escape(str(look.label))}</a>"
        )
    return (
        f'<th scope="row"><a href="pegawai/{row.anggota_id}/">{escape(row.nama, quote=False)}</a>'
        f"<small>{escape(row.jabatan, quote=False)}</small>{notes}"
        f'<small class="mx__rest">{escape(rest)}</small></th>'
    )
