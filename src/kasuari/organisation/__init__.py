"""Pegawai, UnitKerja, Jabatan and Penugasan, all dated; who leads whom on a date; import."""
