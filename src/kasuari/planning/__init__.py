"""Perencanaan: Periode, SKP, rencana hasil kerja, indikator (PermenPANRB 6/2022 Pasal 7-14)."""
