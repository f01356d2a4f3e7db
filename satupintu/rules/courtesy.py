"""Telling a word of thanks from a further question, so that thanks never reopens anything."""

import re

# Words that people close a conversation with; everything else makes it a question.
_COURTESIES = frozenset(
    """
    terima kasih terimakasih makasih trims thanks thank you tks tq trm kasih ok oke okay baik siap
    sip mantap bagus jelas sudah cukup banyak sekali atas bantuan bantuannya informasi informasinya
    jawaban jawabannya responnya respons bapak ibu pak bu kak mas mbak min admin petugas bps ya yaa
    iya nggih nuwun matur suwun sangat membantu ini itu dan saya kami sama sangat very much for the
    salam sehat selamat pagi siang sore malam semoga sukses selalu amin aamiin nanti lagi pelayanan
    pelayanannya ramah cepat luar biasa good noted dimengerti mengerti paham lengkap sesuai
    """.split()  # noqa: SIM905 - a list of words reads better as a paragraph
)
_THANKS = re.compile(
    r"\b(?:terima\s*kasih|makasih|trims?|thanks?|thank\s+you|tks|tq|suwun|nuwun|ok(?:e|ay)?|sip|siap)\b"
)
LONGEST = 30  # words


def is_thanks(text: str) -> bool:
    """Whether a message only thanks or agrees: nothing is asked in it."""
    plain = text.casefold()
    words = re.findall(r"[^\W\d_]+", plain)
    if "?" in plain or re.search(r"\d", plain) or not words or len(words) > LONGEST:
        return False
    return bool(_THANKS.search(plain)) and all(word in _COURTESIES for word in words)
