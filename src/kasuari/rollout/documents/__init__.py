"""The two reports of a pilot, and the materials for a meeting about a wave."""

from kasuari.rollout.documents.materials import DataBahan, print_materials
from kasuari.rollout.documents.reports import BarisUkuran, DataLaporan, print_report

__all__ = ["BarisUkuran", "DataBahan", "DataLaporan", "print_materials", "print_report"]
