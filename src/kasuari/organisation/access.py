"""Who may see and do what in the organisation.

Within an agency everybody signed in sees the directory: name, jabatan, unit. The NIP in full, the birth date,
phone and e-mail are personal: oneself, one's penilai and the atasan of the penilai, kepegawaian, the PyB, the
pejabat pembina kepegawaian and the auditor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kasuari.accounts.enums import Role
from kasuari.foundation.access import Actor, Allowed, Answer, Denied
from kasuari.foundation.reasons import Reason, register

if TYPE_CHECKING:
    from kasuari.organisation.models import KoreksiPenilai, Pegawai

register(
    {
        "organisation.not_clerk": Reason(
            _("Hanya unit kepegawaian yang dapat melakukan ini."),
            _("Hubungi unit kepegawaian instansi Anda."),
        ),
        "organisation.personal": Reason(
            _("Data pribadi hanya terlihat oleh yang bersangkutan, penilainya, dan unit kepegawaian."),
            _("Hubungi unit kepegawaian bila Anda memerlukannya untuk tugas."),
        ),
        "organisation.not_own_penilai": Reason(
            _("Hanya pegawai yang bersangkutan atau unit kepegawaian yang dapat mengajukan koreksi ini."),
            _("Sampaikan kepada pegawai tersebut atau kepada unit kepegawaian."),
        ),
        "organisation.own_correction": Reason(
            _("Anda tidak dapat memutus koreksi tentang diri sendiri atau yang menjadikan Anda penilai."),
            _("Mintalah rekan lain di unit kepegawaian untuk memutusnya."),
        ),
        "organisation.correction_open": Reason(
            _("Masih ada koreksi penilai yang menunggu keputusan."),
            _("Tunggu keputusan unit kepegawaian atas koreksi itu."),
        ),
        "organisation.penilai_self": Reason(
            _("Seseorang tidak dapat menjadi penilai bagi dirinya sendiri."), _("Pilih orang lain.")
        ),
        "organisation.penilai_unknown": Reason(
            _("Penilai yang diusulkan tidak ditemukan di instansi ini."), _("Pilih dari daftar usulan.")
        ),
        "organisation.penilai_same": Reason(
            _("Penilai yang diusulkan sama dengan penilai yang sekarang."), _("Pilih orang lain.")
        ),
        "organisation.reason_missing": Reason(
            _("Alasan belum diisi."), _("Tulis satu atau dua kalimat supaya dapat diperiksa.")
        ),
        "organisation.note_missing": Reason(
            _("Catatan belum diisi."), _("Tulis mengapa koreksi ini tidak diterima.")
        ),
        "organisation.unit_dates": Reason(
            _("Sudah ada perubahan unit ini yang berlaku pada atau sesudah tanggal tersebut."),
            _("Pilih tanggal berlaku yang lebih baru."),
        ),
        "organisation.unit_name": Reason(
            _("Nama unit belum diisi atau sama dengan yang sekarang."), _("Isi nama yang baru.")
        ),
        "organisation.unit_circle": Reason(
            _("Unit tidak dapat dipindahkan ke bawah dirinya sendiri."), _("Pilih unit atasan yang lain.")
        ),
        "organisation.no_root": Reason(
            _("Instansi ini belum mempunyai unit puncak."), _("Impor daftar unit kerja lebih dahulu.")
        ),
        "organisation.kepala_daerah_dates": Reason(
            _("Kepala daerah yang sekarang baru mulai menjabat pada atau sesudah tanggal tersebut."),
            _("Pilih tanggal yang lebih baru."),
        ),
        "organisation.duties_too_long": Reason(
            _("Tugas atau fungsi terlalu banyak atau terlalu panjang."),
            _("Ringkaskan: paling banyak 60 baris, masing-masing paling panjang 500 huruf."),
        ),
        "import.empty": Reason(_("Berkas ini tidak berisi data."), _("Pilih berkas lain.")),
        "import.too_large": Reason(
            _("Berkas terlalu besar."),
            _("Bagi menjadi beberapa berkas, masing-masing paling besar {limit} MB."),
        ),
        "import.too_many_rows": Reason(
            _("Berkas berisi terlalu banyak baris."),
            _("Bagi menjadi beberapa berkas, masing-masing paling banyak {limit} baris."),
        ),
        "import.bomb": Reason(
            _("Isi berkas membengkak tidak wajar ketika dibuka."),
            _("Simpan ulang sebagai XLSX baru atau CSV, lalu coba lagi."),
        ),
        "import.password": Reason(
            _("Berkas ini dilindungi kata sandi."), _("Simpan ulang tanpa kata sandi, lalu coba lagi.")
        ),
        "import.not_spreadsheet": Reason(
            _("Berkas ini bukan lembar kerja yang dapat dibaca."),
            _("Simpan sebagai XLSX atau CSV, lalu coba lagi."),
        ),
        "import.no_header": Reason(
            _("Tidak ditemukan baris judul kolom yang dikenali."),
            _("Pastikan ada kolom: {columns}. Judulnya boleh dengan kata lain dan urutan bebas."),
        ),
        "import.has_refused": Reason(
            _("Masih ada {count} baris yang ditolak; belum ada yang disimpan."),
            _("Perbaiki baris itu di halaman ini, atau perbaiki berkasnya lalu unggah lagi."),
        ),
        "import.changed_meanwhile": Reason(
            _("Data berubah sejak pratinjau ini dibuat; beberapa baris sekarang ditolak."),
            _("Lihat baris yang ditolak, perbaiki, lalu terapkan lagi."),
        ),
        "import.still_running": Reason(
            _("Berkas ini masih dikerjakan di latar belakang."),
            _("Tunggu sampai selesai, atau batalkan impor ini."),
        ),
        "import.unknown_agency": Reason(
            _("Instansi belum ditentukan."),
            _("Buat instansi lebih dahulu, atau sebutkan instansi yang dimaksud."),
        ),
    }
)

SEES_PERSONAL = (Role.KEPEGAWAIAN, Role.PYB, Role.PEJABAT_PEMBINA_KEPEGAWAIAN, Role.AUDITOR)


def visible_to(actor: Actor, *, prefix: str = "") -> Q:
    """Rows of the agency that `actor` belongs to; `prefix` leads from the row to its `instansi`.

    Accounts without a personnel record see the agency of the units that their roles hold for, or all where a
    role holds without limits.
    """
    from kasuari.organisation.models import Pegawai, UnitKerja

    if actor.is_system:
        return Q()
    field = f"{prefix}instansi_id__in"
    if actor.pegawai_id is not None:
        return Q(**{field: Pegawai.objects.filter(pk=actor.pegawai_id).order_by().values("instansi_id")})
    scopes = {grant.scope for grant in actor.grants}
    if "" in scopes:
        return Q()
    return Q(**{field: UnitKerja.objects.filter(path__in=scopes).order_by().values("instansi_id")})


def can_import(actor: Actor) -> Answer:
    """Importing and mending the organisation is the clerk's, for the whole agency."""
    return Allowed() if actor.is_system or actor.has(Role.KEPEGAWAIAN) else Denied("organisation.not_clerk")


def can_change_units(actor: Actor, path: str) -> Answer:
    """Renaming and moving units is the clerk's, within the units of the grant."""
    if actor.is_system or actor.has(Role.KEPEGAWAIAN, path=path):
        return Allowed()
    return Denied("organisation.not_clerk")


def can_see_personal(
    actor: Actor, *, pegawai_id: int, paths: tuple[str, ...], superiors: tuple[int, ...]
) -> Answer:
    """`paths`: the units of the person's appointments; `superiors`: the penilai and the one above."""
    if actor.is_system or actor.pegawai_id == pegawai_id or actor.pegawai_id in superiors:
        return Allowed()
    if any(actor.has(*SEES_PERSONAL, path=path) for path in paths or ("",)):
        return Allowed()
    return Denied("organisation.personal")


def can_report_penilai(actor: Actor, pegawai: Pegawai) -> Answer:
    """The person says that the own penilai is wrong; the clerk may say it on the person's behalf."""
    if actor.user_id is not None and (actor.pegawai_id == pegawai.pk or actor.has(Role.KEPEGAWAIAN)):
        return Allowed()
    return Denied("organisation.not_own_penilai")


def can_decide_corrections(actor: Actor) -> Answer:
    return Allowed() if actor.has(Role.KEPEGAWAIAN) else Denied("organisation.not_clerk")


def can_decide_koreksi(actor: Actor, koreksi: KoreksiPenilai) -> Answer:
    """The clerk decides, never about oneself nor in favour of oneself."""
    if not (answer := can_decide_corrections(actor)):
        return answer
    if actor.pegawai_id is not None and actor.pegawai_id in {koreksi.pegawai_id, koreksi.penilai_usulan_id}:
        return Denied("organisation.own_correction")
    return Allowed()
