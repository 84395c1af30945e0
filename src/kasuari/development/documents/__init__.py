"""The papers of angka kredit: konversi, akumulasi and penetapan."""

from kasuari.development.documents.printing import DataKredit, print_kredit

__all__ = ["DataKredit", "print_kredit"]
