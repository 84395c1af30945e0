"""The API of feedback."""
