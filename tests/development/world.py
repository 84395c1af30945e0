"""What happens in development in the world of the route table."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from kasuari.development import operations
from kasuari.development.models import (
    Apresiasi,
    CatatanBelajar,
    EvaluasiKompetensi,
    HasilKompetensi,
    KasusKonseling,
    KegiatanPengembangan,
    Kompetensi,
    SesiBimbingan,
    UmpanBalikBimbingan,
)
from kasuari.documents.models import Document
from tests.cast import NOW, Cast
from tests.development.competence import assess, learn, load, plan_of
from tests.development.guidance import ANSWERS, case, session, thanks

PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


@dataclass
class Development:
    """Of Yohana, by Hendrika, unless said otherwise."""

    sheet: EvaluasiKompetensi  # signed
    draft: EvaluasiKompetensi
    finding: HasilKompetensi
    technical: Kompetensi
    action: KegiatanPengembangan  # of a draft plan
    learned: CatatanBelajar  # with evidence, not checked
    session: SesiBimbingan  # both parts are written
    signed_session: SesiBimbingan
    answer: UmpanBalikBimbingan  # of another session; Paulus receives it
    told: KasusKonseling
    reported: KasusKonseling
    appointed: KasusKonseling  # Stefanus counsels
    thanks: Apresiasi  # not shown
    certificate: Document


def development_of(cast: Cast) -> Development:
    kamus = load(cast)
    technical = operations.add_kompetensi(
        instansi=cast.instansi,
        nama="Kegawatdaruratan Ibu",
        arti="",
        level=("satu", "dua", "tiga", "empat", "lima"),
        by=cast.actor(cast.lusia),
        at=NOW,
    )
    sheet = assess(cast, {kamus["komunikasi"]: 2, kamus["integritas"]: 4})
    return Development(
        sheet=sheet,
        draft=assess(cast, {kamus["kerja_sama"]: 3}, sign=False),
        finding=sheet.hasil.get(kompetensi=kamus["komunikasi"]),
        technical=technical,
        action=plan_of(cast, kompetensi=kamus["komunikasi"]),
        learned=learn(cast, upload=SimpleUploadedFile("sertifikat.pdf", PDF)),
        session=session(cast),
        signed_session=session(cast, until="signed", days=1),
        answer=operations.answer_session(
            sesi=session(cast, until="signed", days=2),
            jawaban=ANSWERS,
            catatan="Jelas",
            by=cast.actor(cast.yohana),
            at=NOW,
        ),
        told=case(cast),
        reported=case(cast, until="reported", told="Yang kedua"),
        appointed=case(cast, until="appointed", told="Yang ketiga"),
        thanks=thanks(cast),
        certificate=operations.issue_certificate(
            row=thanks(cast, giver=cast.stefanus), by=cast.actor(cast.andreas), at=NOW
        ),
    )


def ids_of(cast: Cast) -> dict[str, int]:
    """The same kinds of things that belong to Rosa, for whoever tries another's id."""
    kamus = {row.kode: row for row in Kompetensi.objects.filter(instansi=cast.instansi)}
    sheet = assess(cast, {kamus["komunikasi"]: 2}, person=cast.rosa, penilai=cast.stefanus)
    action = plan_of(cast, cast.rosa)
    sesi = session(cast, person=cast.rosa, penilai=cast.stefanus, until="signed")
    return {
        "lembar_id": sheet.pk,
        "hasil_id": sheet.hasil.get().pk,
        "rencana_id": action.rencana_id,
        "kegiatan_id": action.pk,
        "belajar_id": learn(cast, cast.rosa).pk,
        "sesi_id": sesi.pk,
        "jawaban_id": operations.answer_session(
            sesi=sesi, jawaban=ANSWERS, catatan="", by=cast.actor(cast.rosa), at=NOW
        ).pk,
        "kasus_id": case(cast, person=cast.rosa, penilai=cast.stefanus).pk,
        "apresiasi_id": thanks(cast, person=cast.rosa, giver=cast.stefanus).pk,
        "dokumen_id": operations.issue_certificate(
            row=thanks(cast, person=cast.rosa, giver=cast.paulus), by=cast.actor(cast.andreas), at=NOW
        ).pk,
    }
