"""The page instead of one that failed: what was sent is not lost, and no secret is repeated."""

import errno
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from satupintu.ui.trouble import not_now, stale

FULL = OSError(errno.ENOSPC, "no room")


def met(problem: Exception, **fields: object) -> HttpResponse:
    """What is answered when a page meets this problem with what was sent."""
    make: Callable[..., object] = RequestFactory().post if fields else RequestFactory().get
    try:
        raise problem
    except Exception:
        return not_now(make("/o/3300/ask/?a=1", fields))  # type: ignore[arg-type]


@pytest.mark.proves("T70")
def test_what_was_typed_stays_and_is_sent_again_with_one_press():
    answer = met(OperationalError("gone"), question='Apa "itu"?\nKapan?', chip=["a", "b"])
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Cache-Control"] == "no-store"
    assert 'name="question" value="Apa &quot;itu&quot;?\nKapan?"' in page
    assert page.count('name="chip"') == 2
    assert 'action="/o/3300/ask/?a=1"' in page
    assert "Kirim lagi" in page


@pytest.mark.parametrize("secret", ["password", "new_password", "code"])
def test_a_secret_is_never_written_into_the_page(secret):
    page = met(FULL, **{secret: "empat ekor itik", "name": "Siti"}).content.decode()
    assert "empat ekor itik" not in page
    assert "<form" not in page
    assert "tombol kembali" in page


def test_a_form_with_a_file_is_sent_again_from_the_page_before():
    page = met(FULL, question="Apa?", attached=SimpleUploadedFile("a.txt", b"a")).content.decode()
    assert "<form" not in page
    assert "tombol kembali" in page


@pytest.mark.parametrize(
    ("problem", "status"), [(FULL, 503), (OSError("other"), 500), (ValueError("ours"), 500)]
)
def test_only_what_passes_by_itself_asks_to_wait(problem, status):
    answer = met(problem)
    assert answer.status_code == status
    assert ("Retry-After" in answer) == (status == 503)
    assert "Coba lagi" in answer.content.decode()


def stale_answer(**headers: str) -> str:
    sent = {"text": 'Apa "itu"?', "csrfmiddlewaretoken": "old"}
    request = RequestFactory(headers={"Host": "pst.example.id", **headers}).post("/o/1/a/", sent)
    answer = stale(request, "token incorrect")
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    return answer.content.decode()


def test_a_form_of_before_the_last_sign_in_is_sent_again_with_a_fresh_token():
    page = stale_answer(Origin="https://pst.example.id")
    assert 'name="text" value="Apa &quot;itu&quot;?"' in page
    assert page.count('name="csrfmiddlewaretoken"') == 1
    assert 'value="old"' not in page
    assert "DEBUG" not in page


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_words_that_came_from_elsewhere_get_no_button(origin):
    page = stale_answer(Origin=origin)
    assert "<form" not in page
    assert "Apa" not in page
