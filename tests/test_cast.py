"""The cast itself."""

from __future__ import annotations

from kasuari.accounts.enums import Role
from tests.cast import Cast


def test_the_clerk_acts_with_the_role_that_was_granted(cast: Cast) -> None:
    assert cast.actor(cast.lusia).has(Role.KEPEGAWAIAN)
    assert not cast.actor(cast.yohana).has(Role.KEPEGAWAIAN)
    assert cast.actor(cast.yohana).pegawai_id == cast.yohana.pk
