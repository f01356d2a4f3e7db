"""Passwords, hashed so that a stolen database is slow to read and a small machine does not swap."""

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

_one_at_a_time = threading.Lock()


class OfficeArgon2(Argon2PasswordHasher):
    """Argon2id at 19 MiB, two passes (OWASP's least), one at a time."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _one_at_a_time:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _one_at_a_time:
            return super().verify(password, encoded)
