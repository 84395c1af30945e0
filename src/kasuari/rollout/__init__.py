"""Pilot first: waves and their switches, readiness, the pilot's evaluation, and what was found lacking."""
