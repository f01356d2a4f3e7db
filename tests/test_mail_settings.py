"""Settings of mail that would leak a password or send nothing refuse to start, with how to mend."""

import pytest

from satupintu.config.environment import Unsafe
from satupintu.config.safety import refuse_open_mail


@pytest.mark.parametrize(
    ("host", "tls", "sender", "password"),
    [
        ("", "off", "", True),  # no mail at all
        ("mail.example", "starttls", "pst@jateng.example", True),
        ("mail.example", "tls", "PST <pst@jateng.example>", True),
        ("mail.example", "off", "pst@jateng.example", False),
        ("127.0.0.1", "off", "pst@jateng.example", True),
    ],
)
def test_sound_settings_pass(host, tls, sender, password):
    refuse_open_mail(host, tls, sender, with_password=password)


@pytest.mark.parametrize(
    ("tls", "sender", "mend"),
    [
        ("off", "pst@jateng.example", "Use starttls or tls."),
        ("ssl", "pst@jateng.example", "Use starttls, tls or off."),
        ("starttls", "", "Set MAIL_FROM"),
        ("starttls", "PST", "Set MAIL_FROM"),
    ],
)
def test_unsafe_ones_are_refused_with_how_to_mend_them(tls, sender, mend):
    with pytest.raises(Unsafe, match=mend):
        refuse_open_mail("mail.example", tls, sender, with_password=True)
