"""Closed lists of tindak lanjut."""
