"""Tables of learning."""

from kasuari.learning.models.pelajaran import PelajaranSelesai, Pertanyaan
from kasuari.learning.models.pendamping import Pendamping

__all__ = ["PelajaranSelesai", "Pendamping", "Pertanyaan"]
