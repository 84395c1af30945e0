"""The two reports of a pilot: one page for the governor, and the whole for the specialist."""

from kasuari.rollout.documents.reports import BarisUkuran, DataLaporan, print_report

__all__ = ["BarisUkuran", "DataLaporan", "print_report"]
