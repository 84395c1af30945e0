"""A citizen scans the QR at the counter and answers; a midwife takes the pulse. Axe finds nothing."""

from __future__ import annotations

from playwright.sync_api import expect

from kasuari.surveys.codes import kode_hari
from kasuari.surveys.models import JawabanSkm
from tests.cast import TODAY, build_cast
from tests.journeys.conftest import Visit
from tests.surveys.acts import open_wave, opened


def test_a_citizen_answers_and_a_midwife_takes_the_pulse(visit: Visit, transactional_db: None) -> None:
    cast = build_cast()
    survei = opened(cast)
    open_wave(cast)
    citizen = visit(size=(390, 844))
    citizen.go(f"/skm/{survei.kode}/?k={kode_hari(survei.benih, TODAY)}").look()
    assert citizen.page.context.cookies() == []
    for group in citizen.page.get_by_role("group").all()[:9]:
        group.get_by_role("radio").nth(2).check()
    citizen.page.get_by_role("button", name="Kirim jawaban").click()
    expect(citizen.page.get_by_role("heading", name="Terima kasih")).to_be_visible()
    citizen.look()
    assert citizen.page.context.cookies() == []
    assert JawabanSkm.objects.get().sarana == 3
    midwife = visit(size=(390, 844)).arrive_as(cast.yohana)
    midwife.go("/denyut/").look()
