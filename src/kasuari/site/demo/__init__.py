"""The invented province: a roster, a year half done, and people whom a visitor may be."""
