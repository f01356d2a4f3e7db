"""An asker whose session has ended while writing sends the words again, without a script too."""

from django.test import Client

BROWSER = {"Accept": "text/html,*/*;q=0.8"}


def reply(number: str) -> str:
    answer = Client(headers=BROWSER).post(
        f"/o/3300/questions/{number}/say/", {"text": "Juga tahun 2016."}
    )
    assert answer.status_code == 403
    return answer.content.decode()


def said(page: str) -> str:
    return page.split("<main")[1].split('name="csrfmiddlewaretoken"')[0]


def test_the_reply_is_kept_with_the_way_to_prove_oneself_again(sent):
    page = reply(sent.number)
    assert 'name="text" value="Juga tahun 2016."' in page
    assert f'href="/o/3300/questions/?number={sent.number}" target="_blank"' in page
    assert sent.messages == 1


def test_a_number_that_does_not_exist_is_answered_alike(sent):
    told = reply("K-2026-3300-00999").replace("K-2026-3300-00999", sent.number)
    assert said(told) == said(reply(sent.number))
