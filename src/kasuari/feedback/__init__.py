"""Umpan balik: attributed (PermenPANRB 6/2022 Pasal 17-20), and apart from it anonymous 360 rounds."""
