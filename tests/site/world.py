"""The objects that the table of routes asks for: plans of Yohana in each stage, evidence and evaluations."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kasuari.accounts import operations as accounts
from kasuari.accounts.models import ApiToken, RoleGrant, User
from kasuari.development import operations as development
from kasuari.development.models import CatatanKredit
from kasuari.documents.models import Document
from kasuari.evaluation import operations as evaluation
from kasuari.evaluation.models import (
    Bundel,
    ButirKalibrasi,
    Evaluasi,
    Gangguan,
    Keberatan,
    PesertaKalibrasi,
    SesiKalibrasi,
)
from kasuari.feedback import operations as feedback
from kasuari.feedback.models import (
    BuktiUmpanBalik,
    CatatanPribadi,
    IramaUmpanBalik,
    KataUmpanBalik,
    PermintaanUmpanBalik,
    TautanUmpanBalik,
    UmpanBalik,
)
from kasuari.feedback.sasaran import Sasaran
from kasuari.foundation.access import Actor
from kasuari.learning import operations as learning
from kasuari.learning.models import Pertanyaan
from kasuari.organisation import operations as organisation
from kasuari.organisation.models import ImportBatch, KoreksiPenilai, Pegawai, Penugasan
from kasuari.planning import operations as planning
from kasuari.planning import queries as plans
from kasuari.planning.models import (
    AnggotaMatriks,
    ButirLampiran,
    ButirPustaka,
    DialogKinerja,
    ImporPk,
    ImporSkp,
    IndikatorPk,
    ManualIndikator,
    Matriks,
    PeriodeEvaluasi,
    RencanaMassal,
    SisipanTemplat,
    Skp,
    TemplatLampiran,
    TimKerja,
    VersiSkp,
    Workblock,
)
from kasuari.planning.operations import IsianIndikator, IsianRhk, IsianWorkblock, PilihanMassal
from kasuari.progress import operations as progress
from kasuari.progress.models import BuktiDukung, RencanaAksi
from tests.cast import NOW, TODAY, Cast, build_cast
from tests.development.acts import bring, credit
from tests.development.follow_up import FollowUp, follow_up_of
from tests.development.partners import Partners, partners_of
from tests.development.world import Development, development_of
from tests.evaluation.acts import deliver, give_capaian, rate, sign
from tests.evaluation.closings import closings_of
from tests.feedback.rounds import Rounds, rounds_of
from tests.pk_builder import isian_pk, pk_csv
from tests.planning_builder import indikator_of, last_year_skp, set_skp_for
from tests.rollout.world import Rollout, rollout_of
from tests.surveys.acts import Surveys, surveys_of

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SAID = "Register kohort bulan Mei lengkap sebelum tanggal lima, sehingga laporan terkirim."
LIBRARY = (
    ("Meningkatnya jumlah ibu hamil yang diperiksa", "Persentase ibu hamil yang diperiksa enam kali"),
    ("Tersusunnya peta ibu hamil berisiko", "Jumlah kampung yang dipetakan"),
)
UNITS = "Kode Unit,Nama Unit,Kode Unit Atasan,Jenis Unit\npusk3,Puskesmas Bupul,dinkes,5\n"


@dataclass(frozen=True)
class Feedback:
    """What was said about Yohana's set SKP: by Markus, and more that she and Hendrika did with it."""

    umpan_balik: UmpanBalik  # by Markus, about her first result
    bukti: BuktiUmpanBalik
    permintaan: PermintaanUmpanBalik  # of Yohana to Markus, waiting
    tautan: TautanUmpanBalik  # open
    token: str
    catatan: CatatanPribadi  # Hendrika's
    kata: KataUmpanBalik  # the clerk's
    irama: IramaUmpanBalik  # proposed by Hendrika


@dataclass(frozen=True)
class Entered:
    """A session with the sign that it was begun under, and a token."""

    session: str
    sign: str
    token: str


@dataclass
class World:
    """Yohana, her penilai Hendrika and Hendrika's leader Paulus; everything here is Yohana's."""

    cast: Cast
    period: PeriodeEvaluasi
    skp: Skp  # set, with realisasi and evidence, not evaluated yet
    draft: Skp
    waiting: Skp  # submitted
    evaluated: Skp
    bukti_file: BuktiDukung
    bukti_link: BuktiDukung
    step: RencanaAksi
    rated: Evaluasi  # not signed
    signed: Evaluasi  # not delivered
    delivered: Evaluasi
    document: Document  # of the delivered evaluation
    objection: Keberatan  # Yohana's, filed with evidence
    decision: Keberatan  # another one, decided with a change
    kalibrasi: SesiKalibrasi  # led by Paulus, with Hendrika and Stefanus
    calibrated: ButirKalibrasi  # `rated` on its table, with a proposal by Stefanus
    gangguan: Gangguan  # in the puskesmas
    libur: int  # a regional holiday to come
    free_penugasan: Penugasan  # Markus's, without an SKP
    koreksi: KoreksiPenilai  # Yohana's, waiting
    batch: ImportBatch  # in preview, by the clerk
    stopped_batch: ImportBatch  # its job has ended before the file was read
    closed: User  # an account that the clerk closed
    grant: RoleGrant  # of the pejabat yang berwenang
    api_token: ApiToken  # Yohana's
    pk_item: IndikatorPk  # of Dinas Kesehatan, a rancangan
    impor_pk: ImporPk  # in preview, by the clerk
    stopped_impor_pk: ImporPk  # its job has ended before it was applied
    versi: VersiSkp  # of `skp`, in preparation
    versi_waiting: VersiSkp  # of `evaluated`, submitted
    versi_cancelled: VersiSkp
    matriks: Matriks  # Hendrika's, with Yohana and Markus, and a tim of Markus's
    waiting_row: AnggotaMatriks  # Rosa's there: her penilai Stefanus has not answered
    putaran: Rounds
    rollout: Rollout
    tim: TimKerja  # takes no applications
    open_tim: TimKerja
    said: Feedback
    growth: Development
    talk_draft: DialogKinerja  # Yohana's own, about her draft
    talk_shared: DialogKinerja  # Hendrika's, waiting for Yohana
    talk_known: DialogKinerja  # Hendrika's, known to Yohana
    workblock: Workblock  # on the draft
    templat: TemplatLampiran  # for every post; its line stands in the draft
    old: Skp  # of last year
    butir: ButirPustaka  # approved, of Yohana's jabatan
    other_butir: ButirPustaka
    massal: RencanaMassal  # in preview, by the clerk, for the jabatan of Rosa
    impor_skp: ImporSkp  # in preview, by the clerk
    converted: Evaluasi  # of the first quarter, over and signed
    note: CatatanKredit  # enough for a pangkat
    credit_paper: Document
    mitra: Partners
    bundel: Bundel  # of the puskesmas, by the clerk, with a rule for TPP; not made yet
    survei: Surveys
    pertanyaan: Pertanyaan  # Yohana's, waiting
    follow_up: FollowUp
    closings: dict[str, PeriodeEvaluasi]  # of last year: closed, closable, and proposed to be opened again
    entered: dict[int, Entered] = field(default_factory=dict)  # by account, once `everybody_enters`

    @property
    def sel(self) -> dict[str, Any]:
        """Yohana's cell in the first column."""
        row = self.matriks.anggota.get(pegawai=self.cast.yohana)
        kolom = plans.kolom_of(self.matriks)[0]
        return {"matriks_id": self.matriks.pk, "anggota_id": row.pk, "kolom": kolom.key}

    def paper(self, kind: str) -> int:
        """The paper of that kind which the decided objection issued."""
        papers = Document.objects.filter(object_id=self.decision.evaluasi_id, kind=kind)
        return papers.latest("pk").pk

    @property
    def kesepakatan(self) -> dict[str, Any]:
        """The agreement of the record that both know."""
        return {"dialog_id": self.talk_known.pk, "kesepakatan_id": self.talk_known.kesepakatan.get().pk}

    @property
    def draft_indikator(self) -> int:
        """It has a manual."""
        return indikator_of(self.draft)[0].pk

    @property
    def import_row(self) -> int:
        return int(self.batch.rows.order_by("pk").values_list("pk", flat=True)[0])

    def everybody_enters(self) -> None:
        """Sign everybody in once and make each a token, for tests that ask hundreds of times."""
        for person in self.cast.people:
            if person.user is not None:
                browser = Client()
                browser.force_login(person.user)
                self.entered[person.user.pk] = Entered(
                    browser.cookies["sessionid"].value,
                    person.user.get_session_auth_hash(),
                    self.token(person.user),
                )

    def browser(self, user: User | None, **options: Any) -> Client:
        """A browser in which the account, as it is now, is signed in."""
        client = Client(**options)
        if user is None:
            return client
        entered = self.entered.get(user.pk)
        if entered is not None and entered.sign == user.get_session_auth_hash():
            client.cookies["sessionid"] = entered.session
        else:
            client.force_login(user)
        return client

    def token(self, user: User) -> str:
        """A bearer token of the account."""
        if user.pk in self.entered:
            return self.entered[user.pk].token
        owner = next(person for person in self.cast.people if person.user_id == user.pk)
        return accounts.create_token(user=user, name="uji", by=self.cast.actor(owner), at=NOW)[1]

    @property
    def rhk(self) -> int:
        return int(self.draft.rencana_hasil_kerja.order_by("urutan").values_list("pk", flat=True)[1])

    @property
    def indikator(self) -> int:
        return indikator_of(self.skp)[0].pk


def build_world() -> World:
    cast = build_cast()
    give_capaian(cast)
    plans = [_plan(cast, number, state) for number, state in enumerate(STATES)]
    skp, draft, waiting, signed_plan, delivered_plan, rated_plan, objected_plan, decided_plan = plans
    period = cast.triwulan(2)
    by, item = cast.actor(cast.yohana), indikator_of(skp)[0]
    clerk = cast.actor(cast.lusia)
    given: dict[str, Any] = {"indikator": item, "periode_evaluasi": period, "by": by, "at": NOW}
    upload = SimpleUploadedFile("kohort.pdf", PDF, content_type="application/pdf")
    matriks, waiting_row = _matriks(cast)
    signed = sign(cast, rate(cast, signed_plan))
    delivered = deliver(cast, sign(cast, rate(cast, delivered_plan)))
    library = _library(cast, skp)
    rated = rate(cast, rated_plan)
    calibrated = calibrate(cast, rated)
    april = NOW.replace(month=4, day=2)
    give_capaian(cast, period=cast.triwulan(1))
    first = rate(cast, signed_plan, at=april, periode_evaluasi=cast.triwulan(1))
    converted, note = sign(cast, first, at=april), bring(cast)
    return World(
        cast=cast,
        period=period,
        skp=skp,
        draft=draft,
        waiting=waiting,
        evaluated=delivered_plan,
        bukti_file=progress.add_bukti_file(upload=upload, nama="Kohort", **given),
        bukti_link=progress.add_bukti_link(url="https://example.go.id/kohort", nama="", **given),
        step=progress.plan_action(
            rhk=item.rhk, periode_evaluasi=period, teks="Kunjungan rumah", due_date=None, by=by, at=NOW
        ),
        rated=rated,
        kalibrasi=calibrated.sesi,
        calibrated=calibrated,
        objection=_objection(cast, deliver(cast, sign(cast, rate(cast, objected_plan)))),
        decision=_decision(cast, deliver(cast, sign(cast, rate(cast, decided_plan)))),
        gangguan=evaluation.declare_outage(
            instansi_id=cast.instansi.pk,
            wilayah="Distrik Sota",
            alasan="Jaringan putus",
            unit_ids=[cast.puskesmas.pk],
            start_at=NOW - timedelta(days=40),
            end_at=NOW - timedelta(days=39),
            by=clerk,
            at=NOW,
        ),
        libur=evaluation.add_holiday(
            day=date(2026, 11, 11), nama="Hari jadi", dasar="Keputusan Gubernur 1/2026", by=clerk, at=NOW
        ).id,
        signed=signed,
        delivered=delivered,
        document=Document.objects.filter(object_type="evaluation.evaluasi", object_id=delivered.pk)[0],
        free_penugasan=cast.penugasan(cast.markus),
        koreksi=organisation.report_penilai(
            pegawai=cast.yohana,
            penilai_usulan_id=cast.paulus.pk,
            alasan="Kepala puskesmas sedang tugas belajar",
            berlaku_date=TODAY,
            by=by,
            at=NOW,
        ),
        closed=accounts.disable_user(
            user=accounts.create_user(username="tamu", name="Tamu Rekaan", by=clerk, at=NOW), by=clerk, at=NOW
        ),
        grant=RoleGrant.objects.get(user=cast.andreas.user),
        api_token=accounts.create_token(user=account(cast.yohana), name="penarik", by=by, at=NOW)[0],
        pk_item=planning.add_indikator_pk(unit=cast.dinkes, tahun=2026, isian=isian_pk(), by=clerk, at=NOW),
        impor_pk=planning.read_pk_import(
            content=pk_csv(), name="pk.csv", instansi=cast.instansi, by=clerk, at=NOW
        ),
        stopped_impor_pk=_stopped_impor_pk(cast, clerk),
        versi=_versi(cast, skp),
        versi_waiting=_submitted_versi(cast, delivered_plan),
        versi_cancelled=_cancelled_versi(cast, signed_plan),
        matriks=matriks,
        waiting_row=waiting_row,
        putaran=rounds_of(cast),
        rollout=rollout_of(cast),
        tim=_tim(cast, matriks, cast.markus, terbuka=False),
        workblock=planning.add_workblock(
            skp=draft, workblock=IsianWorkblock(judul="Kelas ibu hamil di kampung"), by=by, at=NOW
        ),
        templat=_templat(cast, draft),
        open_tim=_tim(cast, matriks, cast.yohana, terbuka=True),
        stopped_batch=ImportBatch.objects.create(
            instansi=cast.instansi,
            kind="unit",
            state="reading",
            file_name="besar.csv",
            effective_date=TODAY,
            created_at=NOW,
            created_by=cast.lusia.user,
        ),
        said=_feedback(cast, skp),
        growth=development_of(cast),
        talk_draft=_talk(cast, draft, cast.yohana),
        talk_shared=_talk(cast, skp, cast.hendrika, until="shared"),
        talk_known=_talk(cast, skp, cast.hendrika, until="known"),
        old=last_year_skp(cast),
        butir=library[0],
        other_butir=library[1],
        massal=_massal(cast),
        impor_skp=_sheet(cast),
        converted=converted,
        follow_up=follow_up_of(cast, delivered),
        note=note,
        survei=surveys_of(cast),
        pertanyaan=learning.ask_question(langkah="skp", teks="Siapa penilai saya?", by=by, at=NOW),
        credit_paper=development.issue_akumulasi(held=credit(cast), by=cast.actor(cast.hendrika), at=NOW),
        mitra=partners_of(cast),
        batch=organisation.read_import(
            kind="unit",
            content=UNITS.encode(),
            name="unit.csv",
            instansi=cast.instansi,
            effective_date=TODAY,
            by=clerk,
            at=NOW,
        ),
        bundel=_bundel(cast),
        closings=closings_of(cast),
    )


def _stopped_impor_pk(cast: Cast, clerk: Actor) -> ImporPk:
    impor = planning.read_pk_import(
        content=pk_csv(), name="besar.csv", instansi=cast.instansi, by=clerk, at=NOW
    )
    ImporPk.objects.filter(pk=impor.pk).update(state="menerapkan")
    return impor


def _objection(cast: Cast, evaluasi: Evaluasi) -> Keberatan:
    return evaluation.file_keberatan(
        evaluasi=evaluasi,
        alasan="Cakupan saya 92 persen.",
        files=[SimpleUploadedFile("register.pdf", PDF, content_type="application/pdf")],
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def _decision(cast: Cast, evaluasi: Evaluasi) -> Keberatan:
    filed = _objection(cast, evaluasi)
    return evaluation.decide_keberatan(
        keberatan=filed,
        keputusan="mengubah",
        pertimbangan="Register belum dihitung.",
        rating_hasil_kerja="diatas",
        rating_perilaku_kerja="diatas",
        tanpa_penjelasan="Penilai sakit.",
        version=filed.version,
        by=cast.actor(cast.paulus),
        at=NOW,
    )


def calibrate(cast: Cast, rated: Evaluasi) -> ButirKalibrasi:
    """A session with the drafts of Hendrika on the table and a proposal by Stefanus about `rated`."""
    sesi = SesiKalibrasi.objects.create(
        periode_evaluasi=rated.periode_evaluasi,
        pimpinan=cast.paulus,
        nama="Puskesmas",
        opened_at=NOW,
        opened_by=account(cast.paulus),
        version=1,
    )
    for penilai in (cast.hendrika, cast.stefanus):
        PesertaKalibrasi.objects.create(sesi=sesi, pegawai=penilai)
    evaluation.bring_ratings(sesi=sesi, by=cast.actor(cast.hendrika), at=NOW)
    return evaluation.propose_calibration(
        butir=ButirKalibrasi.objects.get(evaluasi=rated),
        rating_hasil_kerja="diatas",
        rating_perilaku_kerja="diatas",
        alasan="Cakupannya melampaui target.",
        version=1,
        by=cast.actor(cast.stefanus),
        at=NOW,
    )


def _matriks(cast: Cast) -> tuple[Matriks, AnggotaMatriks]:
    by = cast.actor(cast.hendrika)
    skp = set_skp_for(
        cast,
        cast.hendrika,
        cast.paulus,
        atasan=cast.maria,
        unit_penilai=cast.dinkes,
        format="A.1.1",
        state="draf",
    )
    matriks = planning.open_matriks(skp=skp, by=by, at=NOW)
    return matriks, planning.add_member(matriks=matriks, pegawai_id=cast.rosa.pk, by=by, at=NOW)


def _bundel(cast: Cast) -> Bundel:
    by = cast.actor(cast.lusia)
    percent = dict.fromkeys(("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang"), 80)
    evaluation.set_tpp_rule(
        instansi=cast.instansi,
        start_date=date(2026, 1, 1),
        dasar="Peraturan Gubernur 3/2026",
        percent=percent,
        by=by,
        at=NOW,
    )
    return evaluation.ask_bundle(
        periode_evaluasi=cast.triwulan(2), unit=cast.puskesmas, isi="dokumen", bentuk="zip", by=by, at=NOW
    )


def _versi(cast: Cast, skp: Skp) -> VersiSkp:
    skp.refresh_from_db()
    return planning.start_version(
        skp=skp,
        version=skp.version,
        sebab="penugasan_baru",
        alasan="Penugasan baru triwulan III",
        by=cast.actor(cast.yohana),
        at=NOW,
    )


def _submitted_versi(cast: Cast, skp: Skp) -> VersiSkp:
    versi, by = _versi(cast, skp), cast.actor(cast.yohana)
    lists = dict.fromkeys(("dukungan", "skema", "konsekuensi"), ("Kesepakatan",))
    planning.write_version(
        versi=versi, version=0, change=lambda naskah: replace(naskah, lampiran=lists), by=by, at=NOW
    )
    return planning.submit_version(versi=versi, version=1, by=by, at=NOW)


def _cancelled_versi(cast: Cast, skp: Skp) -> VersiSkp:
    return planning.cancel_version(versi=_versi(cast, skp), version=0, by=cast.actor(cast.yohana), at=NOW)


def _tim(cast: Cast, matriks: Matriks, ketua: Pegawai, *, terbuka: bool) -> TimKerja:
    return planning.form_team(
        matriks=matriks,
        nama=f"Tim {ketua.nama}",
        ketua_id=ketua.pk,
        start_date=TODAY,
        terbuka=terbuka,
        by=cast.actor(cast.hendrika),
        at=NOW,
    )


def _feedback(cast: Cast, skp: Skp) -> Feedback:
    owner, giver, first = cast.actor(cast.yohana), cast.actor(cast.markus), indikator_of(skp)[0].rhk
    given = feedback.give(
        skp=skp,
        sasaran=Sasaran(rhk_id=first.pk, rhk_teks=first.teks),
        isian=feedback.Isian(sifat="apresiasi", teks=SAID),
        by=giver,
        at=NOW,
    )
    tautan, token = feedback.invite(
        skp=skp, sasaran=Sasaran(nilai=1), ditujukan="Pasien poli KIA", by=owner, at=NOW
    )
    return Feedback(
        umpan_balik=given,
        bukti=feedback.add_bukti_file(
            umpan_balik=given, upload=SimpleUploadedFile("foto.pdf", PDF + b"%foto"), by=giver, at=NOW
        ),
        permintaan=feedback.ask(skp=skp, sasaran=Sasaran(nilai=2), pemberi=cast.markus, by=owner, at=NOW),
        tautan=tautan,
        token=token,
        catatan=feedback.write_catatan(
            pegawai=cast.yohana, teks="Sedang merawat ibunya", by=cast.actor(cast.hendrika), at=NOW
        ),
        kata=feedback.add_kata(
            instansi=cast.instansi, kata="lelet", kelompok="sifat", by=cast.actor(cast.lusia), at=NOW
        ),
        irama=feedback.propose_irama(
            skp=skp, irama="mingguan", start_date=TODAY, by=cast.actor(cast.hendrika), at=NOW
        ),
    )


def _talk(cast: Cast, skp: Skp, writer: Pegawai, *, until: str = "draft") -> DialogKinerja:
    """A record of a dialog kinerja with an agreement, as far as `until`."""
    by = cast.actor(writer)
    dialog = planning.begin_dialog(skp=skp, by=by, at=NOW)
    planning.write_dialog(
        dialog=dialog,
        version=dialog.version,
        isian=planning.IsianDialog(
            dialog_date=TODAY,
            topik={"hasil_kerja": "Ibu hamil terlayani sesuai standar"},
            kesepakatan=(planning.IsianKesepakatan(teks="Menyusun jadwal kunjungan"),),
        ),
        by=by,
        at=NOW,
    )
    if until != "draft":
        planning.share_dialog(dialog=dialog, version=dialog.version, by=by, at=NOW)
    if until == "known":
        planning.acknowledge_dialog(
            dialog=dialog,
            version=dialog.version,
            teks="Sudah saya baca",
            by=cast.actor(cast.yohana),
            at=NOW,
        )
    return dialog


def _templat(cast: Cast, draft: Skp) -> TemplatLampiran:
    """A template of the agency whose line the draft took in, and a manual in that draft."""
    by = cast.lusia.user
    assert by is not None
    line = "Pegawai membutuhkan kendaraan ke kampung"
    templat = planning.write_templat(
        instansi=cast.instansi,
        kelompok="semua",
        start_date=TODAY,
        lines={"dukungan": [line, "Pegawai membutuhkan pelatihan"]},
        version=0,
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    ButirLampiran.objects.create(skp=draft, jenis="dukungan", urutan=1, teks=line)
    SisipanTemplat.objects.create(
        skp=draft, templat=templat, lines={"dukungan": [line]}, inserted_at=NOW, inserted_by=by
    )
    ManualIndikator.objects.create(indikator=indikator_of(draft)[0], tujuan="Mengetahui cakupan kunjungan K4")
    return templat


def _library(cast: Cast, skp: Skp) -> list[ButirPustaka]:
    """Two entries for the jabatan of Yohana, written by the clerk."""
    return [
        planning.add_butir(
            instansi_id=cast.instansi.pk,
            jabatan_id=skp.penugasan.jabatan_id,
            rhk=IsianRhk(
                teks=teks, indikator=(IsianIndikator(teks=indikator, target_teks="90", satuan="%"),)
            ),
            by=cast.actor(cast.lusia),
            at=NOW,
        )
        for teks, indikator in LIBRARY
    ]


def account(pegawai: Pegawai) -> User:
    assert pegawai.user is not None
    return pegawai.user


STATES = ("ditetapkan", "draf", "diajukan", *["ditetapkan"] * 5)


def _plan(cast: Cast, number: int, state: str) -> Skp:
    """One more appointment of Yohana in her puskesmas, with its SKP in `state`."""
    penugasan = cast.penugasan(cast.yohana)
    if number:
        penugasan = Penugasan.objects.create(
            pegawai=cast.yohana,
            jabatan=penugasan.jabatan,
            unit=penugasan.unit,
            jenis="tugas_tambahan",
            start_date=date(2021, number, 1),
        )
    return set_skp_for(
        cast,
        cast.yohana,
        cast.hendrika,
        atasan=cast.paulus,
        penugasan=penugasan,
        unit=penugasan.unit,
        state=state,
        **({"submitted_at": NOW, "submitted_by": cast.yohana.user} if state == "diajukan" else {}),
    )


def _massal(cast: Cast) -> RencanaMassal:
    """A plan for the jabatan of Rosa, who has no SKP."""
    pilihan = PilihanMassal(
        jabatan_id=cast.penugasan(cast.rosa).jabatan_id,
        templat=(IsianRhk(teks="Warga terlayani", indikator=(IsianIndikator(teks="Keluhan warga"),)),),
    )
    return planning.prepare_massal(periode=cast.periode, pilihan=pilihan, by=cast.actor(cast.lusia), at=NOW)


def _sheet(cast: Cast) -> ImporSkp:
    """A sheet with one new row for the draft of Yohana."""
    content = f"NIP,Rencana hasil kerja,Indikator\n{cast.yohana.nip},Hasil baru dari lembar,Ukuran baru\n"
    return planning.read_skp_import(
        content=content.encode(), name="skp.csv", periode=cast.periode, by=cast.actor(cast.lusia), at=NOW
    )
