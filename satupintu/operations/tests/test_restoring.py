"""A backup is put in place only where it belongs."""

import pytest

from satupintu.operations.actions import restoring


def test_a_backup_of_the_other_database_is_refused_before_anything_is_placed(
    settings, tmp_path, monkeypatch
):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(restoring, "must_be_empty", lambda: None)
    monkeypatch.setattr(restoring, "unpack", lambda *_told: {"database": "the other"})
    with pytest.raises(restoring.OtherDatabase, match="the other"):
        restoring.restore(tmp_path / "any.backup", "key")
    assert list(tmp_path.iterdir()) == []
