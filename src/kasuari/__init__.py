"""Kasuari."""
