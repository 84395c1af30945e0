"""Roles of a matrix that wait while an SKP is set come into the version that is prepared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kasuari.planning.enums import SumberHasilKerja
from kasuari.planning.models import PeranHasil
from kasuari.planning.naskah import Naskah, NaskahRhk
from kasuari.planning.operations.inputs import IsianRhk


def with_roles(naskah: Naskah, roles: Iterable[PeranHasil]) -> Naskah:
    """With the words of each role: a new result, or the new words of the one that it became. Words that the
    owner changed are never overwritten; a role that is in it already is not taken twice."""
    taken = {item.peran_id for item in naskah.rhk}
    for role in roles:
        if role.pk in taken:
            continue
        standing = naskah.rhk_of(role.rhk_id) if role.rhk_id is not None else None
        if standing is not None:
            if standing.isian.teks == role.teks_masuk:
                words = replace(standing.isian, teks=role.teks)
                naskah = naskah.with_rhk(replace(standing, isian=words, peran_id=role.pk))
        elif role.rhk_id is None and not role.teks_masuk:
            naskah = naskah.with_rhk(NaskahRhk(naskah.new_id(), _result(role), peran_id=role.pk))
    return naskah


def roles_missing(naskah: Naskah, roles: Iterable[PeranHasil]) -> int:
    """How many of these roles `with_roles` would bring in."""
    return sum(with_roles(naskah, [role]) != naskah for role in roles)


def _result(role: PeranHasil) -> IsianRhk:
    kolom = role.sel.kolom
    above = kolom.indikator.rhk if kolom.indikator is not None else kolom.rhk
    words = kolom.teks if above is None else above.teks
    if kolom.indikator is not None and above is not None:
        words = f"{above.teks}\nIKI: {kolom.indikator.teks}"
    return IsianRhk(
        teks=role.teks,
        sumber=SumberHasilKerja.MATRIKS.value,
        penugasan_dari=role.sel.anggota.matriks.skp.penugasan.jabatan.nama,
        intervensi_id=above.pk if above is not None else None,
        intervensi_teks=words,
    )
