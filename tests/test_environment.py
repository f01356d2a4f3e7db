"""What the environment says is read with words for what cannot be read."""

import pytest

from satupintu.config.environment import Unsafe, database, env, env_number


@pytest.mark.parametrize("said", ["abc", "", "0", "-1", "1.5", "²"])
def test_a_port_that_is_no_number_is_refused_with_an_example(monkeypatch, said):
    monkeypatch.setenv("PORT", said)
    with pytest.raises(Unsafe, match=r"PORT=.* is no number; write it like PORT=8000\."):
        env_number("PORT", 8000)


def test_a_secret_whose_file_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SMTP_PASSWORD_FILE", str(tmp_path / "away"))
    with pytest.raises(Unsafe, match=r"SMTP_PASSWORD_FILE=.*away cannot be read: No such file"):
        env("SMTP_PASSWORD")


@pytest.mark.parametrize("url", ["postgresql://db.example", "postgresql:///", "sqlite://", ""])
def test_an_address_of_no_database_is_refused_with_an_example(url):
    with pytest.raises(Unsafe, match=r"DATABASE_URL names no database\. Use sqlite:///path"):
        database(url)


def test_a_kind_of_database_that_is_not_known_is_refused_with_an_example():
    with pytest.raises(
        Unsafe, match=r"starts with 'mysql:'\. Use sqlite:///path/to/file or postgr"
    ):
        database("mysql://user@host/name")
