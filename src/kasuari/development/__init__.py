"""Tindak lanjut: what follows from an evaluation. Angka kredit comes first (PermenPANRB 1/2023)."""
