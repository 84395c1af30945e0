"""The markup of a matrix. Written here and not in a template: 720 cells are drawn for every reader, and a
template tag for each part of each of them would cost more than everything else on the page."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kasuari.foundation.components.markup import icon
from kasuari.foundation.components.pills import look_of
from kasuari.planning.enums import StateAnggota
from kasuari.planning.queries import Baris, Grid, Keadaan, Kolom, Peran, Sel, share_in_words


class Cells:
    """Draws cells in the language of the reader; the words are looked up once."""

    def __init__(self, *, editable: bool) -> None:
        self.editable = editable
        self._none = f"<em>{escape(_('tidak ada peran'))}</em>"
        self._open = f'<b class="visually-hidden">{escape(_("belum diputuskan"))}</b>'
        self._waits = f" <i>{escape(_('belum di SKP'))}</i>"

    def inner(self, sel: Sel) -> str:
        """What stands in one cell."""
        found = self.words(sel)
        return f'<a href="sel/{sel.anggota_id}/{sel.kolom}/">{found}</a>' if self.editable else found

    def words(self, sel: Sel | None) -> str:
        if sel is None or not (sel.peran or sel.tanpa_peran):
            return self._open
        if sel.tanpa_peran:
            return self._none
        if len(sel.peran) == 1:
            return self._role(sel.peran[0])
        return "".join([f"<span>{self._role(item)}</span>" for item in sel.peran])

    def _role(self, item: Peran) -> str:
        line = item.teks if item.bagian is None else item.line
        if "<" in line or "&" in line or ">" in line:
            line = escape(line, quote=False)
        return f"{line}{self._waits}" if item.menunggu else line


def grid_html(grid: Grid, *, editable: bool, caption: str) -> SafeString:
    """The table of one page of a matrix; on a phone only its heads are shown, as two lists of links."""
    draw = Cells(editable=editable)
    keys = [item.key for item in grid.kolom]
    parts = [
        '<table class="mx" id="matriks">',
        f'<caption class="visually-hidden">{escape(caption)}</caption><thead><tr>',
        f'<th scope="col">{escape(_("Pegawai"))}</th>',
    ]
    parts += [head_html(item, grid.keadaan[item.key]) for item in grid.kolom]
    parts.append("</tr></thead><tbody>")
    for row in grid.baris:
        pk, left, cells = row.anggota_id, len(keys), []
        for key in keys:
            sel = grid.sel.get((pk, key))
            words = draw.words(sel)
            if sel is not None and (sel.peran or sel.tanpa_peran):
                left -= 1
            version = f' data-v="{sel.version}"' if sel is not None else ""
            cells.append(
                f'<td{version}><a href="sel/{pk}/{key}/">{words}</a></td>'
                if editable
                else f"<td>{words}</td>"
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
        notes += (
            f'<span class="mx__note">{icon("team")} {escape(_("Ketua %(tim)s") % {"tim": row.ketua})}</span>'
        )
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
