"""The append-only ledger of every write, its sealing, its timeline and its verification."""
