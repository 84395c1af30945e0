"""A file that is made for a request says what it is, whatever its name holds."""

from __future__ import annotations

import pytest

from kasuari.foundation.web.made import made_file


@pytest.mark.parametrize(
    ("name", "media_type", "shown"),
    [
        ("skp-2026.pdf", "application/pdf", "inline"),
        ("kelengkapan.csv", "text/csv; charset=utf-8", "attachment"),
        ('Dinas "Laut"; x=y.html\r\nX-Evil: 1.xlsx', "spreadsheetml.sheet", "attachment"),
    ],
)
def test_a_file_is_shown_or_kept_by_its_ending(name: str, media_type: str, shown: str) -> None:
    answer = made_file(b"x", name)
    assert answer["Content-Type"].endswith(media_type)
    assert answer["X-Content-Type-Options"] == "nosniff"
    disposition = answer["Content-Disposition"]
    assert disposition.startswith(shown)
    assert not {"\r", "\n"} & set(disposition)


def test_a_name_of_no_known_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        made_file(b"x", "halaman.html")
