"""The worker does each task when it is due, and none of them holds up another."""

import pytest

from satupintu.operations import duties
from satupintu.operations.worker import Worker

# What somebody was promised and no page does: without its line it is done by nobody.
PROMISED = {
    "seal_journal", "carry_mail", "keep_hall", "show_sent_messages", "keep_consultations",
    "back_up_when_due", "forget_old_codes", "forget_ended_sessions", "sync_when_due",
    "count_old_searches", "ask_scanner", "tidy", "empty_old_letters",
}  # fmt: skip


@pytest.mark.django_db
def test_a_task_that_fails_is_told_and_holds_up_no_other(monkeypatch, caplog):
    done = []

    def carry():
        raise RuntimeError("the mail server is away")

    monkeypatch.setattr(duties, "TASKS", [(60, carry), (60, lambda: done.append("seal"))])
    worker = Worker()
    worker.look()
    worker.look()  # not due again yet
    assert done == ["seal"]
    assert "worker task carry failed" in caplog.text


def test_every_promise_that_no_page_keeps_is_on_the_list():
    assert {do.__name__ for _every, do in duties.TASKS} >= PROMISED
