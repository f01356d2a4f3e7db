"""What the environment says is read with words for what cannot be read."""

import pytest

from satupintu.config.environment import Unsafe, env, env_number


@pytest.mark.parametrize("said", ["abc", "", "0", "-1", "1.5", "²"])
def test_a_port_that_is_no_number_is_refused_with_an_example(monkeypatch, said):
    monkeypatch.setenv("PORT", said)
    with pytest.raises(Unsafe, match=r"PORT=.* is no number; write it like PORT=8000\."):
        env_number("PORT", 8000)


def test_a_secret_whose_file_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SMTP_PASSWORD_FILE", str(tmp_path / "away"))
    with pytest.raises(Unsafe, match=r"SMTP_PASSWORD_FILE=.*away cannot be read: No such file"):
        env("SMTP_PASSWORD")
