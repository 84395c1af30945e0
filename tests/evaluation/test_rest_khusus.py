"""The API of the special cases: the same operations, access and codes as the pages."""

from __future__ import annotations

from decimal import Decimal

from kasuari.evaluation import operations
from kasuari.evaluation.models import HasilStudi, PakaiHasil, PenolakanTandaTangan
from tests.cast import NOW, Cast
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.test_capaian_usulan import promised
from tests.evaluation.test_rest import Caller, base
from tests.evaluation.test_special_cases import moved
from tests.planning_builder import set_skp_for

STUDY = {
    "institusi": "Universitas Rekaan", "jenjang": "lanjut", "universitas": "B", "prodi": "A", "ipk": "3.40",
    "kelulusan": "berjalan",
}  # fmt: skip


def test_a_study_is_written_down_and_read_with_its_guide(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    path, owner = f"{base(cast, skp)}/study", Caller(cast, cast.yohana)
    assert owner.get(path).status_code == 404
    made = owner.send("put", path, STUDY)
    assert (made.status_code, made.json()["panduan"], made.json()["version"]) == (200, "baik", 1)
    assert "BAB II B.5" in made.json()["basis"][0]
    assert HasilStudi.objects.get().ipk == Decimal("3.40")
    assert owner.send("put", path, STUDY | {"ipk": "3.60"}).json()["code"] == "stale"
    wrong = owner.send("put", path, STUDY | {"ipk": "4.20", "prodi": None, "version": 1})
    assert wrong.status_code == 422
    assert {item["path"] for item in wrong.json()["problems"]} == {"ipk", "universitas"}
    refused = Caller(cast, cast.paulus).send("put", path, STUDY)
    assert (refused.status_code, refused.json()["code"]) == (403, "evaluation.study_not_near")
    assert Caller(cast, cast.stefanus).send("put", path, STUDY).status_code == 404


def test_an_earlier_result_is_carried_over_the_api(cast: Cast) -> None:
    result, new = moved(cast)
    path = f"{base(cast, new)}/carried"
    penilai, owner = Caller(cast, cast.stefanus), Caller(cast, cast.yohana)
    assert penilai.get(path).status_code == 404
    assert owner.send("post", path, {}).status_code == 403
    made = penilai.send("post", path, {})
    assert (made.status_code, made.json()["sumber_id"], made.json()["agreed_at"]) == (200, result.pk, None)
    assert penilai.send("post", f"{path}/use", {}).status_code == 422
    assert penilai.send("post", f"{path}/agree", {"version": 1}).status_code == 403
    assert owner.send("post", f"{path}/agree", {"version": 7}).json()["code"] == "stale"
    assert owner.send("post", f"{path}/agree", {"version": 1}).json()["agreed_at"] is not None
    draft = penilai.send("post", f"{path}/use", {}).json()
    assert (draft["state"], draft["rating_hasil_kerja"]) == ("dinilai", "diatas")
    assert PakaiHasil.objects.get().agreed_at is not None


def test_a_refusal_to_sign_is_noted_with_its_witness(cast: Cast) -> None:
    give_capaian(cast)
    skp = set_skp_for(cast, cast.yohana, cast.hendrika, atasan=cast.paulus)
    sent = deliver(cast, sign(cast, rate(cast, skp)))
    path = f"/evaluations/{sent.pk}/refusal"
    words = {
        "saksi_nama": "Markus Ndiken", "saksi_jabatan": "Perawat Terampil",
        "keterangan": "Di ruang kepala puskesmas.", "version": sent.version,
    }  # fmt: skip
    penilai = Caller(cast, cast.hendrika)
    assert penilai.get(path).status_code == 404
    assert Caller(cast, cast.yohana).send("post", path, words).status_code == 403
    wrong = penilai.send("post", path, words | {"saksi_nama": " "})
    assert (wrong.status_code, wrong.json()["problems"][0]["path"]) == (422, "saksi_nama")
    assert penilai.send("post", path, words | {"version": sent.version + 3}).json()["code"] == "stale"
    assert penilai.send("post", path, words).json()["saksi_nama"] == "Markus Ndiken"
    assert Caller(cast, cast.agus).get(path).json()["keterangan"] == "Di ruang kepala puskesmas."
    assert penilai.send("post", path, words).status_code == 409
    assert PenolakanTandaTangan.objects.count() == 1


def test_the_proposed_capaian_is_read_by_whoever_sets_it(cast: Cast) -> None:
    period = cast.triwulan(2)
    path = f"/units/{cast.dinkes.pk}/periods/{period.pk}/capaian"
    clerk = Caller(cast, cast.lusia)
    bare = clerk.get(path).json()
    assert (bare["usulan"], bare["code"], bare["lines"]) == (None, "capaian.tanpa_indikator", [])
    promised(cast)
    shown = clerk.get(path).json()
    assert (shown["usulan"], shown["mean"], shown["level"], shown["version"]) == ("baik", 90, "", 0)
    assert [(line["nilai"], line["target"], line["percent"]) for line in shown["lines"]] == [("36", "40", 90)]
    assert Caller(cast, cast.paulus).get(path).status_code == 403
    operations.set_capaian(
        unit=cast.dinkes, periode_evaluasi=period, level="baik", dasar="", by=cast.actor(cast.lusia), at=NOW
    )
    assert (clerk.get(path).json()["level"], clerk.get(path).json()["version"]) == ("baik", 1)
