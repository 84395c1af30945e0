"""A dialog kinerja on paper: a form of ours in the style of the annex."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import override

from kasuari.documents.contracts import Periode, TandaTangan
from kasuari.documents.operations import paper_as_it_stands
from kasuari.foundation.access import Actor
from kasuari.planning.documents import BarisKesepakatan, DataDialog, print_dialog
from kasuari.planning.enums import StateDialog, TopikDialog
from kasuari.planning.models import DialogKinerja
from kasuari.planning.people import identity_of, identity_of_owner


def dialog_paper(dialog: DialogKinerja, *, by: Actor, at: datetime) -> bytes:
    """The PDF of one record as it stands, remarks and acknowledgements included."""
    with override("id"):  # paper is Indonesian, whatever language the page has
        data = data_dialog(dialog, at=at)
    return paper_as_it_stands(
        contract=data,
        print_with=print_dialog,
        kind="dialog",
        title=f"Catatan Dialog Kinerja {dialog.dialog_date:%Y-%m-%d} {dialog.skp.pegawai.nama_lengkap}",
        object_type="planning.dialog_kinerja",
        object_id=dialog.pk,
        pegawai_id=dialog.skp.pegawai_id,
        by=by,
        at=at,
    )


def data_dialog(dialog: DialogKinerja, *, at: datetime) -> DataDialog:
    """The record as its paper prints it. The writer signs by sharing, the other side by acknowledging."""
    skp = dialog.skp
    said = {row.topik: row.teks for row in dialog.topik.all()}
    by_owner = dialog.penulis_id == skp.pegawai_id
    owner_at, lead_at = (
        (dialog.shared_at, dialog.acknowledged_at) if by_owner else (dialog.acknowledged_at, dialog.shared_at)
    )
    owner = identity_of_owner(skp, on=dialog.dialog_date)
    lead = identity_of(dialog.pimpinan, on=dialog.dialog_date)
    return DataDialog(
        instansi=skp.periode.instansi.nama,
        periode=Periode(start_date=skp.start_date, end_date=skp.last_date),
        pegawai=owner["nama"],
        jabatan=owner["jabatan"] or "",
        pimpinan=lead["nama"],
        jabatan_pimpinan=lead["jabatan"] or "",
        tanggal=dialog.dialog_date,
        cara=str(dialog.get_cara_display()),
        tempat=dialog.tempat,
        peserta_lain=dialog.peserta_lain,
        topik=tuple(
            (str(topik.label), tuple(said[topik.value].split("\n")))
            for topik in TopikDialog
            if topik.value in said
        ),
        kesepakatan=tuple(
            BarisKesepakatan(
                teks=row.teks,
                pihak=str(row.get_pihak_display()),
                sampai=row.due_date,
                selesai=localtime(row.done_at).date() if row.done_at else None,
            )
            for row in dialog.kesepakatan.all()
        ),
        tanggapan=tuple(
            (row.written_by.name, localtime(row.written_at).date(), row.teks)
            for row in dialog.tanggapan.all()
        ),
        ttd_pegawai=_signature(owner, owner_at),
        ttd_pimpinan=_signature(lead, lead_at),
        printed_at=at,
        final=dialog.state != StateDialog.DRAF,
    )


def _signature(person: dict[str, str | None], at: datetime | None) -> TandaTangan:
    moment = localtime(at) if at else None
    return TandaTangan(
        nama=person["nama"] or "",
        nip=person["nip"],
        signed_date=moment.date() if moment else None,
        signed_at=moment,
    )
