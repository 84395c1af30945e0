"""Surveys: what citizens say of a service (Survei Kepuasan Masyarakat), and how people at work are doing."""
