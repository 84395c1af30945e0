"""Who may, in tindak lanjut."""
