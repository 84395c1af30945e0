"""Penilaian: capaian organisasi, ratings, predikat, documents (PermenPANRB 6/2022 Pasal 23-30)."""
