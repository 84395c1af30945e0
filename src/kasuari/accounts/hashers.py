"""Argon2id with the parameters that OWASP recommends for a server with little memory."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LeanArgon2PasswordHasher(Argon2PasswordHasher):
    """m = 19 MiB, t = 2, p = 1."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
