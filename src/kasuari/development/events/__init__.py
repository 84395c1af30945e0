"""What can have happened in tindak lanjut."""
