from __future__ import annotations

from playwright.sync_api import expect

from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import Visit


def test_signing_in_leads_home(visit: Visit, transactional_db: None, size: tuple[int, int]) -> None:
    from tests.cast import build_cast

    cast: Cast = build_cast()
    yohana = visit(size=size)
    yohana.go("/masuk/").look()
    yohana.sign_in(cast.yohana.nip or "", PASSWORD)
    yohana.look()
    expect(yohana.page.get_by_role("heading", level=1)).to_be_visible()
