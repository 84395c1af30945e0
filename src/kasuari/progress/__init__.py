"""Pelaksanaan: rencana aksi, realisasi, bukti dukung (PermenPANRB 6/2022 Pasal 15-16)."""
