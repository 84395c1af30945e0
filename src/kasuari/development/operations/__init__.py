"""Writes of tindak lanjut."""

from kasuari.development.operations.kredit import (
    add_note,
    award_credit,
    cancel_note,
    issue_akumulasi,
    issue_konversi,
)

__all__ = ["add_note", "award_credit", "cancel_note", "issue_akumulasi", "issue_konversi"]
