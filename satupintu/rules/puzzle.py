"""A small puzzle that costs its solver some work and its setter none: a hash with leading zeros."""

from hashlib import sha256

ANSWER_LONGEST = 12  # digits


def solves(challenge: str, answer: str, bits: int) -> bool:
    """Whether SHA-256 of "challenge:answer" begins with so many zero bits.

    Finding one takes 2 ** bits hashes on average, checking it takes one.
    """
    if not (answer.isascii() and answer.isdecimal() and len(answer) <= ANSWER_LONGEST):
        return False
    found = sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(found) >> (256 - bits) == 0
