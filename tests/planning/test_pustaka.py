"""The library: what set SKP leave in it, what the unit kepegawaian does with it, and what people take."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kasuari.audit.models import AuditEntry
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Invalid, NotAllowed, Refusal, Stale
from kasuari.organisation.models import Jabatan, Pegawai, Penugasan
from kasuari.planning import operations, queries
from kasuari.planning.likeness import jabatan_stem, names_somebody, same_key
from kasuari.planning.models import ButirPustaka, Indikator, IndikatorPustaka, PemakaianPustaka, Skp
from kasuari.planning.operations import IsianIndikator, IsianRhk
from tests.cast import NOW, TODAY, Cast, build_cast
from tests.planning.conftest import later
from tests.planning_builder import set_skp_for

Begin = Callable[..., Skp]
SignIn = Callable[[Pegawai], Client]
SYSTEM = Actor.system("Kasuari", on=TODAY)


def grow(skp: Skp) -> int:
    return operations.grow_library(skp=queries.skp_rows().get(pk=skp.pk), by=SYSTEM, at=NOW)


def approve(cast: Cast, *rows: ButirPustaka) -> None:
    for row in rows:
        operations.decide_butir(
            butir=row, version=row.version, act="setujui", by=cast.actor(cast.lusia), at=NOW
        )


def entries(cast: Cast, **filters: object) -> list[ButirPustaka]:
    return list(queries.butir_visible(cast.actor(cast.lusia)).filter(**filters))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ibu hamil terlayani  sesuai standar.", "ibu hamil terlayani sesuai STANDAR", True),
        ("Ibu hamil\nterlayani", "Ibu hamil terlayani", True),
        ("Ibu hamil terlayani", "Ibu nifas terlayani", False),
    ],
)
def test_texts_are_the_same_without_case_blanks_and_points(one: str, other: str, same: bool) -> None:
    assert (same_key(one) == same_key(other)) is same


@pytest.mark.parametrize(
    ("nama", "stem"),
    [
        ("Bidan Penyelia", "bidan"),
        ("Bidan Ahli Muda", "bidan"),
        ("Pranata Komputer Pelaksana Lanjutan", "pranata komputer"),
        ("Kepala Bidang Cipta Karya", "kepala bidang cipta karya"),
    ],
)
def test_the_level_is_not_part_of_the_stem(nama: str, stem: str) -> None:
    assert jabatan_stem(nama) == stem


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tugas yohana basik-basik dialihkan", True),
        ("Laporan 198906152012012901 tersusun", True),
        ("Laporan 19890615 201201 2 901 tersusun", True),
        ("Ibu Yohana terlayani", False),  # a common first name alone is no person
        ("Laporan triwulan 2026 tersusun", False),
    ],
)
def test_a_text_that_names_somebody_is_recognised(text: str, found: bool) -> None:
    assert names_somebody(text, ["Yohana Basik-Basik"]) is found


def test_a_set_skp_leaves_candidates_counted_once(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    assert (grow(skp), grow(skp)) == (4, 0)
    assert AuditEntry.objects.filter(kind="planning.pustaka_grown").count() == 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.object_id, entry.data) == (skp.pk, {"indikator": 4, "baru": 4})
    rows = entries(cast)
    assert [(row.state, row.skp, row.orang, row.unit) for row in rows] == [("calon", 1, 1, 1)] * 2
    assert {row.jabatan.nama for row in rows} == {"Bidan Penyelia"}
    item = IndikatorPustaka.objects.order_by("pk")[0]
    assert (item.aspek, item.target_jenis, item.satuan) == ("kuantitas", "rentang", "%")
    assert (item.target_minimum, item.target_maksimum) == (Decimal(80), Decimal(90))


def test_the_same_words_of_another_person_are_counted_and_not_repeated(cast: Cast) -> None:
    post = cast.penugasan(cast.rosa)
    post.jabatan = cast.penugasan(cast.yohana).jabatan
    post.save(update_fields=["jabatan"])
    grow(set_skp_for(cast, cast.yohana, cast.hendrika))
    other = set_skp_for(cast, cast.rosa, cast.stefanus)
    row = other.rencana_hasil_kerja.order_by("urutan")[0]
    row.teks = f"  {row.teks.upper()}. "
    row.save(update_fields=["teks"])
    grow(other)
    assert [(entry.skp, entry.orang, entry.unit) for entry in entries(cast)] == [(2, 2, 2)] * 2


def test_what_names_a_person_never_enters(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    first, second = skp.rencana_hasil_kerja.order_by("urutan")
    first.teks = "Tugas Yohana Basik-Basik terselesaikan"
    first.save(update_fields=["teks"])
    Indikator.objects.filter(rhk=second, urutan=1).update(teks="Arahan Hendrika D'Arcy Wanimbo dijalankan")
    assert grow(skp) == 1
    words = [*ButirPustaka.objects.values_list("teks", flat=True)]
    words += IndikatorPustaka.objects.values_list("teks", flat=True)
    assert not [line for line in words if "Yohana" in line or "Hendrika" in line]


def test_a_draft_leaves_nothing(cast: Cast) -> None:
    assert grow(set_skp_for(cast, cast.yohana, cast.hendrika, state="draf")) == 0
    assert not ButirPustaka.objects.exists()


def test_setting_an_skp_feeds_the_library_after_the_commit(
    cast: Cast, submitted: Begin, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    skp = submitted(cast.yohana)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        operations.set_skp(
            skp=skp, version=skp.version, by=cast.actor(cast.hendrika), at=later(2), issue=False
        )
    assert ButirPustaka.objects.get().teks == "Ibu hamil di wilayah kerja 1 terlayani sesuai standar"


def test_counting_many_entries_asks_the_same_queries(cast: Cast) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1))
    clerk, counts = cast.actor(cast.lusia), []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as captured:
            shown = list(queries.butir_visible(clerk))
        counts.append((len(shown), len(captured)))
        if len(shown) == 1:
            grow(set_skp_for(cast, cast.markus, cast.hendrika, rhk=2))
    assert counts == [(1, 3), (3, 3)]


def test_a_reworded_entry_still_counts_its_first_wording(cast: Cast) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1))
    row = entries(cast)[0]
    operations.change_butir(
        butir=row,
        version=0,
        teks="Ibu hamil terlayani paripurna",
        indikator={},
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    post = cast.penugasan(cast.rosa)
    post.jabatan_id = row.jabatan_id
    post.save(update_fields=["jabatan"])
    grow(set_skp_for(cast, cast.rosa, cast.stefanus, rhk=1))
    found = entries(cast)
    assert [(item.teks, item.skp) for item in found] == [("Ibu hamil terlayani paripurna", 2)]
    assert AuditEntry.objects.get(kind="planning.pustaka_changed").data["changed"] == ["teks"]


def test_the_wording_of_another_entry_is_refused(cast: Cast) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika))
    one, other = entries(cast)
    with pytest.raises(Invalid) as refused:
        operations.change_butir(
            butir=one, version=0, teks=other.teks, indikator={}, by=cast.actor(cast.lusia), at=NOW
        )
    assert refused.value.code == "planning.pustaka_same"


def test_merged_entries_become_one_number_and_stay_one(cast: Cast) -> None:
    skp = set_skp_for(cast, cast.yohana, cast.hendrika)
    grow(skp)
    one, other = entries(cast)
    IndikatorPustaka.objects.filter(butir=other).update(teks="sama")
    operations.merge_butir(butir=other, version=0, into=one, by=cast.actor(cast.lusia), at=NOW)
    other.refresh_from_db()
    assert (other.state, other.digabung_ke_id, other.version) == ("digabung", one.pk, 1)
    assert [(row.pk, row.skp) for row in entries(cast)] == [(one.pk, 1)]
    assert IndikatorPustaka.objects.filter(butir=one).count() == 4
    post = cast.penugasan(cast.rosa)
    post.jabatan_id = one.jabatan_id
    post.save(update_fields=["jabatan"])
    grow(set_skp_for(cast, cast.rosa, cast.stefanus))
    assert [(row.pk, row.skp) for row in entries(cast)] == [(one.pk, 2)]


def test_entries_of_different_jabatan_are_not_merged(cast: Cast) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1))
    grow(set_skp_for(cast, cast.markus, cast.hendrika, rhk=1))
    one, other = entries(cast)
    with pytest.raises(Invalid) as refused:
        operations.merge_butir(butir=one, version=0, into=other, by=cast.actor(cast.lusia), at=NOW)
    assert refused.value.code == "planning.pustaka_other_jabatan"


def test_only_the_unit_kepegawaian_decides_and_only_on_what_it_saw(cast: Cast) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1))
    row = entries(cast)[0]
    for person in (cast.yohana, cast.hendrika, cast.agus, cast.andreas):
        with pytest.raises(NotAllowed) as refused:
            operations.decide_butir(butir=row, version=0, act="setujui", by=cast.actor(person), at=NOW)
        assert refused.value.code == "planning.not_curator"
    with pytest.raises(Stale):
        operations.decide_butir(butir=row, version=7, act="setujui", by=cast.actor(cast.lusia), at=NOW)
    approve(cast, row)
    assert (row.state, row.decided_by_id, row.decided_at) == ("disetujui", cast.lusia.user_id, NOW)
    with pytest.raises(Refusal) as again:
        operations.decide_butir(butir=row, version=1, act="setujui", by=cast.actor(cast.lusia), at=NOW)
    assert again.value.code == "state.not_possible"


def test_an_entry_written_by_hand_is_offered_at_once(cast: Cast, draft: Begin) -> None:
    jabatan = cast.penugasan(cast.yohana).jabatan_id
    written = IsianRhk(teks="Balita terimunisasi", indikator=(IsianIndikator(teks="Cakupan IDL"),))
    given = {"instansi_id": cast.instansi.pk, "by": cast.actor(cast.lusia), "at": NOW}
    operations.add_butir(jabatan_id=jabatan, rhk=written, **given)
    assert [item.teks for item in queries.suggestions(draft(cast.yohana))] == ["Balita terimunisasi"]
    with pytest.raises(Invalid) as twice:
        operations.add_butir(jabatan_id=jabatan, rhk=IsianRhk(teks="balita terimunisasi"), **given)
    assert twice.value.code == "planning.pustaka_same"
    with pytest.raises(Invalid) as named:
        operations.add_butir(
            jabatan_id=jabatan, rhk=IsianRhk(teks="Laporan 198906152012012901 tersusun"), **given
        )
    assert named.value.code == "planning.pustaka_names"
    with pytest.raises(Invalid) as elsewhere:
        operations.add_butir(jabatan_id=0, rhk=IsianRhk(teks="Balita sehat"), **given)
    assert elsewhere.value.code == "planning.pustaka_jabatan"


def test_suggestions_come_nearest_first_and_only_approved(cast: Cast, draft: Begin) -> None:
    for person, penilai, words in (
        (cast.yohana, cast.hendrika, "Sendiri"),
        (cast.rosa, cast.stefanus, "Jenjang lain"),
        (cast.markus, cast.hendrika, "Unit sejenis"),
        (cast.lusia, cast.andreas, "Unit lain"),
    ):
        skp = set_skp_for(cast, person, penilai, rhk=1, format="A.1.6", indikator=1)
        skp.rencana_hasil_kerja.update(teks=words)
        Indikator.objects.filter(rhk__skp=skp).update(aspek="")
        grow(skp)
    mine = Skp.objects.get(pegawai=cast.yohana)
    approve(cast, *entries(cast))
    mine.rencana_hasil_kerja.update(teks="Yang lain lagi")
    found = queries.suggestions(queries.skp_rows().get(pk=mine.pk))
    assert [(item.teks, item.nearness, item.skp) for item in found] == [
        ("Sendiri", 0, 1),
        ("Jenjang lain", 1, 1),
        ("Unit sejenis", 2, 1),
    ]
    assert [item.teks for item in queries.suggestions(mine, q="perawat")] == ["Unit sejenis"]
    hidden = entries(cast, teks="Sendiri")[0]
    operations.decide_butir(butir=hidden, version=1, act="sembunyikan", by=cast.actor(cast.lusia), at=NOW)
    assert "Sendiri" not in {item.teks for item in queries.suggestions(mine)}


def test_taking_an_entry_types_nothing_twice(cast: Cast, draft: Begin) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1, penugasan=_second_post(cast)))
    row = entries(cast)[0]
    skp = draft(cast.yohana, "kuantitatif")
    given = {"skp": skp, "by": cast.actor(cast.yohana), "at": NOW}
    with pytest.raises(Invalid) as early:
        operations.take_butir(version=0, butir=row, **given)
    assert early.value.code == "planning.pustaka_not_approved"
    approve(cast, row)
    with pytest.raises(NotAllowed):
        operations.take_butir(skp=skp, version=0, butir=row, by=cast.actor(cast.hendrika), at=NOW)
    taken = operations.take_butir(version=0, butir=row, **given)
    item = taken.indikator.order_by("urutan")[0]
    assert (taken.teks, taken.penugasan_dari) == (row.teks, "Kepala Puskesmas Sota")
    assert (item.aspek, item.target_minimum, item.satuan, item.periksa) == ("kuantitas", 80, "%", True)
    event = AuditEntry.objects.latest("id")
    assert (event.kind, event.data["butir_id"], event.data["indikator"]) == (
        "planning.pustaka_taken",
        row.pk,
        2,
    )
    with pytest.raises(Stale):
        operations.take_butir(version=0, butir=row, **given)
    assert queries.suggestions(skp)[0].taken is True


def test_a_format_without_aspek_takes_none(cast: Cast, draft: Begin) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1, penugasan=_second_post(cast)))
    row = entries(cast)[0]
    approve(cast, row)
    skp = draft(cast.yohana, "kualitatif")
    taken = operations.take_butir(skp=skp, version=0, butir=row, by=cast.actor(cast.yohana), at=NOW)
    assert set(taken.indikator.values_list("aspek", flat=True)) == {""}


def test_saving_the_form_is_looking_at_it(cast: Cast, draft: Begin, sign_in: SignIn) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika, rhk=1, penugasan=_second_post(cast)))
    approve(cast, *entries(cast))
    skp, client = draft(cast.yohana, "kuantitatif"), sign_in(cast.yohana)
    butir = ButirPustaka.objects.get()
    offer = client.get(f"/skp/{skp.pk}/pustaka/").content.decode()
    assert "dari 1 SKP yang ditetapkan" in offer
    assert client.post(f"/skp/{skp.pk}/pustaka/{butir.pk}/", {"version": 0}).status_code == 302
    shown = client.get(f"/skp/{skp.pk}/").content.decode()
    assert shown.count("periksa lagi") == 3  # at each indikator, and at the step that follows
    row = skp.rencana_hasil_kerja.get()
    one, two = row.indikator.order_by("urutan")
    isian = IsianIndikator(teks=one.teks, target_teks="9 dari 10 ibu")
    operations.change_indikator(
        skp=Skp.objects.get(pk=skp.pk),
        version=1,
        indikator_id=one.pk,
        indikator=isian,
        by=cast.actor(cast.yohana),
        at=NOW,
    )
    two.refresh_from_db()
    assert (Indikator.objects.get(pk=one.pk).periksa, two.periksa) == (False, True)
    fields = {"version": 2, "teks": row.teks, "jenis": "utama", "sumber": "lainnya"}
    target = {"teks": two.teks, "target_jenis": "rentang", "target_minimum": "80", "target_maksimum": "90"}
    fields |= {
        f"i{two.pk}-{name}": value for name, value in {**target, "satuan": "%", "aspek": "kuantitas"}.items()
    }
    fields |= {f"i{two.pk}-arah": "naik"}
    page = f"/skp/{skp.pk}/hasil-kerja/{row.pk}/"
    client.post(page, fields, headers={"X-Autosave": "1"})
    two.refresh_from_db()
    assert two.periksa is True
    client.post(page, {**fields, "version": Skp.objects.get(pk=skp.pk).version})
    two.refresh_from_db()
    assert two.periksa is False


def test_the_clerk_keeps_the_library_with_plain_forms(cast: Cast, sign_in: SignIn) -> None:
    grow(set_skp_for(cast, cast.yohana, cast.hendrika))
    one, other = entries(cast)
    clerk = sign_in(cast.lusia)
    assert "1 SKP, 1 orang, 1 unit" in clerk.get("/pustaka/").content.decode()
    ticked = {"act": "setujui", "butir": [f"{one.pk}:0", f"{other.pk}:0"]}
    assert clerk.post("/pustaka/keputusan/", ticked).status_code == 302
    assert set(ButirPustaka.objects.values_list("state", flat=True)) == {"disetujui"}
    assert clerk.post("/pustaka/keputusan/", {"act": "setujui"}).status_code == 302
    assert clerk.post("/pustaka/keputusan/", {"act": "hapus"}).status_code == 404
    fields = {"version": 1, "teks": "Ibu hamil terlayani paripurna"}
    for item in one.indikator.all():
        fields |= {f"i{item.pk}-teks": item.teks, f"i{item.pk}-target_jenis": "teks"}
    last = one.indikator.latest("pk")
    assert clerk.post(f"/pustaka/{one.pk}/", {**fields, f"i{last.pk}-hapus": "on"}).status_code == 302
    one.refresh_from_db()
    assert (one.teks, one.indikator.count()) == ("Ibu hamil terlayani paripurna", 1)
    assert clerk.post(f"/pustaka/{one.pk}/", {"version": 2, "teks": ""}).status_code == 422
    assert clerk.get(f"/pustaka/{one.pk}/").status_code == 200
    assert clerk.post(f"/pustaka/{other.pk}/gabung/", {"version": 1, "ke": one.pk}).status_code == 302
    assert clerk.get("/pustaka/?tampil=apa").status_code == 404
    new = {
        "jabatan": one.jabatan_id,
        "teks": "Balita sehat",
        "i0-teks": "Cakupan",
        "i0-target_jenis": "angka",
    }
    new |= {"i0-target_angka": "95", "i0-satuan": "%", "i1-target_jenis": "teks", "i2-target_jenis": "teks"}
    assert clerk.post("/pustaka/baru/", new).status_code == 302
    made = IndikatorPustaka.objects.get(teks="Cakupan")
    assert (made.butir.teks, made.target_minimum, made.satuan) == ("Balita sehat", 95, "%")
    assert clerk.post("/pustaka/baru/", new).status_code == 422


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_skp_of_one_jabatan_set_at_once_make_one_entry() -> None:
    cast = build_cast()
    jabatan = cast.penugasan(cast.yohana).jabatan
    for person in (cast.rosa, cast.markus):
        post = cast.penugasan(person)
        post.jabatan = jabatan
        post.save(update_fields=["jabatan"])
    plans = [set_skp_for(cast, person, cast.hendrika) for person in (cast.yohana, cast.rosa, cast.markus)]
    together, trouble = threading.Barrier(len(plans)), []

    def run(skp: Skp) -> None:
        try:
            found = queries.skp_rows().get(pk=skp.pk)
            together.wait()
            operations.grow_library(skp=found, by=SYSTEM, at=NOW)
        except Exception as error:
            trouble.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(skp,)) for skp in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert trouble == []
    assert Jabatan.objects.count() > 1
    assert ButirPustaka.objects.count() == 2
    assert PemakaianPustaka.objects.count() == 12


def _second_post(cast: Cast) -> Penugasan:
    """Another appointment in the same jabatan, so that the SKP in it leaves the main one free."""
    main = cast.penugasan(cast.yohana)
    return Penugasan.objects.create(
        pegawai=cast.rosa,
        jabatan=main.jabatan,
        unit=main.unit,
        jenis="tugas_tambahan",
        start_date=date(2021, 3, 1),
    )
