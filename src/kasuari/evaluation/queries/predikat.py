"""The regulation's answer to two ratings. Nothing else in the product knows how a predikat comes about."""

from __future__ import annotations

from datetime import date

from kasuari.regulation.predikat import (
    Predikat,
    Rating,
    tetapkan_predikat,
    tetapkan_predikat_tugas_belajar,
)
from kasuari.regulation.verdict import Verdict


def predikat_of(
    rating_hasil_kerja: str, rating_perilaku_kerja: str, *, on: date, gagal_studi: bool = False
) -> Verdict[Predikat]:
    """The predikat of two ratings ("" is one not given yet) under the rules of `on`.

    `gagal_studi`: a tugas belajar that was not finished, where only the perilaku counts.
    """
    if gagal_studi and rating_hasil_kerja:
        return tetapkan_predikat_tugas_belajar(
            perilaku_kerja=Rating(rating_perilaku_kerja) if rating_perilaku_kerja else None, on=on
        )
    return tetapkan_predikat(
        hasil_kerja=Rating(rating_hasil_kerja) if rating_hasil_kerja else None,
        perilaku_kerja=Rating(rating_perilaku_kerja) if rating_perilaku_kerja else None,
        on=on,
    )
