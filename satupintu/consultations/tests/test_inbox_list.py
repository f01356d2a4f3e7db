"""The officers' list: order, groups, views, counts, and what it costs."""

import re

import pytest

from satupintu.consultations.actions.answering import answer
from satupintu.consultations.actions.asking import Asked, ask
from satupintu.consultations.actions.assigning import assign, postpone
from satupintu.consultations.actions.examining import ask_back
from satupintu.consultations.models import Consultation
from satupintu.consultations.queries.inbox import VIEWS, Wanted, rows_of
from satupintu.consultations.tests.cases import examined, fresh, html, wib
from satupintu.offices.published import published
from satupintu.rules import clock

INBOX = "/o/3300/inbox/"


def several(place, count: int) -> list[Consultation]:
    return [
        ask(place, Asked(f"Pertanyaan ke-{n} tentang padi?", name=f"Penanya {n}"))
        for n in range(count)
    ]


def numbers(place, officer, view: str = "all", **more) -> list[str]:
    return [row.title for row in rows_of(place, Wanted(view, officer.pk, **more)).rows]


@pytest.mark.proves("INB-3")
def test_the_most_pressing_comes_first_and_waiting_ones_last(place, sent, officer):
    examined(place, sent, officer)
    with clock.travel(to=wib(24, 10)):
        waits = ask(place, Asked("Data tenaga kerja?"))
        ask_back(place, waits, "Tahun berapa?", "tahun", officer_id=officer.pk)
        new = ask(place, Asked("Jumlah desa?"))
    assert numbers(place, officer) == [new.title, sent.title, waits.title]


@pytest.mark.proves("INB-3")
def test_the_page_shows_groups_and_how_much_is_left(place, sent, officer, desk):
    examined(place, sent, officer)
    ask(place, Asked("Jumlah desa di Demak?"))
    page = html(desk.get(INBOX))
    assert "Hari ini, tutup 16.00" in page
    assert "sisa 3 jam kerja" in page  # and 59 minutes
    assert "Nanti" in page
    assert "Rabu 15.30" in page


@pytest.mark.proves("INB-3")
def test_what_is_overdue_stands_first_with_the_working_time_that_has_passed(
    place, sent, officer, desk
):
    examined(place, sent, officer)
    with clock.travel(to=wib(30, 10, 30)):
        page = html(desk.get(INBOX))
    assert "Lewat tenggat" in page
    assert "lewat 2 jam kerja" in page


@pytest.mark.proves("INB-2")
def test_every_row_says_by_which_door_it_came(place, sent, desk):
    page = html(desk.get(INBOX))
    assert "#web" in page
    assert "Web · belum diambil" in page


def test_views_show_whose_turn_it_is(place, sent, officer, second_officer, desk):
    waits, given, mine = several(place, 3)
    ask_back(place, waits, "Tahun berapa?", "tahun", officer_id=officer.pk)
    examined(place, given, second_officer)
    answer(place, fresh(given), "Ini.", officer_id=second_officer.pk)
    assign(place, mine, officer.pk, officer_id=officer.pk, was=None)
    assert numbers(place, officer, "mine") == [mine.title]
    assert numbers(place, officer, "free") == [sent.title]
    assert numbers(place, officer, "waiting") == [waits.title]
    assert numbers(place, officer, "answered") == [given.title]
    for view in VIEWS:
        assert desk.get(f"{INBOX}?view={view}").status_code == 200


def test_what_was_laid_aside_comes_back_by_itself_and_never_changes_the_clock(place, sent, officer):
    examined(place, sent, officer)
    due = sent.due_at
    postpone(place, sent, wib(27, 8), officer_id=officer.pk)
    assert numbers(place, officer) == []
    assert numbers(place, officer, "postponed") == [sent.title]
    with clock.travel(to=wib(27, 8, 1)):
        assert numbers(published("3300"), officer) == [sent.title]
    assert fresh(sent).due_at == due


def test_filters_by_topic_and_label_are_harmless(place, officer, desk):
    first, second = several(place, 2)
    Consultation.objects.filter(pk=first.pk).update(topic="Padi", labels=["skripsi"])
    assert numbers(place, officer, topic="Padi") == [first.title]
    assert numbers(place, officer, label="skripsi") == [first.title]
    assert numbers(place, officer, label="%") == []
    assert numbers(place, officer, label='"') == []
    assert second.title in html(desk.get(INBOX))


def test_pages_follow_each_other_without_gap_or_double(place, officer):
    several(place, 7)
    for case in several(place, 4):
        ask_back(place, case, "Tahun berapa?", "tahun", officer_id=officer.pk)
    whole, after, found = numbers(place, officer), "", []
    while True:
        page = rows_of(place, Wanted("all", officer.pk, after=after), most=3)
        found += [row.title for row in page.rows]
        after = page.after
        if not after:
            break
    assert found == whole
    assert len(found) == 11


@pytest.mark.proves("INB-1")
def test_a_conversation_from_further_down_opens_with_its_page_of_the_list_beside_it(
    place, desk, officer
):
    several(place, 35)
    second = f"{INBOX}?after={rows_of(place, Wanted('all', officer.pk)).after}"
    page = html(desk.get(second))
    assert f'href="{INBOX}"' in page.partition("data-rows")[2]  # back to the top
    assert page.count("in-item") == 5
    address = re.findall(r'<a class="in-row[^"]*" href="([^"]+)"', page)[2]
    opened = html(desk.get(address))
    assert opened.count("in-item") == 5
    assert f'href="{address}" aria-current="true"' in opened
    case = address.partition("?")[0]
    kept = desk.post(f"{case}assign/?{address.partition('?')[2]}&unit=7", {"to": officer.pk})
    assert kept["Location"] == f"{case}?unit=7&after={address.partition('after=')[2]}"


@pytest.mark.proves("INB-1")
def test_a_group_on_a_part_of_the_list_names_no_number_that_nobody_counted(place, desk):
    several(place, 35)
    assert ">35</span>" in html(desk.get(INBOX)).partition('class="in-g"')[2]
    free = html(desk.get(f"{INBOX}?view=free")).partition('class="in-g"')[2]
    assert free.partition("</h2>")[0].endswith("<span></span>")


@pytest.mark.parametrize("after", ["x", "1.2", "0.99999999999999999999.1", "0.-1.2", "9.1.1"])
def test_a_mangled_cursor_is_the_first_page_or_an_empty_one(desk, sent, after):
    assert desk.get(INBOX, {"after": after}).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 40])
@pytest.mark.proves("T68")
def test_the_list_costs_the_same_for_few_and_for_many(
    place, desk, count, django_assert_num_queries
):
    several(place, count)
    desk.get(INBOX)
    with django_assert_num_queries(8):
        desk.get(INBOX)


@pytest.mark.proves("INB-14")
def test_new_ones_are_counted_beside_the_list_not_put_into_it(place, desk, sent):
    since = clock.now().isoformat()
    assert html(desk.get(f"{INBOX}news/", {"since": since})).strip() == ""
    with clock.travel(to=wib(24, 9, 5)):
        several(place, 2)
        assert "Tampilkan 2 baru" in html(desk.get(f"{INBOX}news/", {"since": since}))


@pytest.mark.proves("INB-16")
def test_an_empty_list_says_that_all_is_answered(desk):
    assert "Semua terjawab." in html(desk.get(INBOX))


@pytest.mark.proves("INB-16")
def test_an_empty_view_names_the_next_that_is_due(place, desk, sent, officer):
    examined(place, sent, officer)
    assign(place, fresh(sent), None, officer_id=officer.pk, was=officer.pk)
    empty = html(desk.get(f"{INBOX}?view=mine"))
    assert "Tenggat terdekat: Rabu 15.30. Seluruhnya 1 percakapan." in empty


def test_who_is_free_takes_the_most_pressing(place, sent, officer, desk):
    with clock.travel(to=wib(24, 9, 30)):
        several(place, 1)
        answered = desk.post(f"{INBOX}take/")
    assert answered.url == f"{INBOX}{sent.pk}/"
    assert fresh(sent).officer_id == officer.pk


@pytest.mark.proves("INB-17")
def test_rows_stand_as_close_as_this_browser_has_chosen_and_longer_than_a_day(desk, sent):
    assert 'class="in-list comfortable"' in html(desk.get(INBOX))
    answered = desk.post(f"{INBOX}density/?view=free&topic=Padi", {"rows": "compact"})
    assert answered.url == f"{INBOX}?view=free&topic=Padi"
    assert answered.cookies["baris"]["max-age"] == 365 * 86400
    for page in (INBOX, f"{INBOX}{sent.pk}/"):
        assert 'class="in-list compact"' in html(desk.get(page))
    pressed = html(desk.get(INBOX)).partition('value="compact" aria-pressed="')[2]
    assert pressed.startswith("true")


def test_a_density_that_nobody_offers_changes_nothing(desk, sent):
    desk.post(f"{INBOX}density/", {"rows": "compact"})
    desk.post(f"{INBOX}density/", {"rows": "<b>"})
    assert 'class="in-list compact"' in html(desk.get(INBOX))
    desk.cookies["baris"] = "<b>"
    assert 'class="in-list comfortable"' in html(desk.get(INBOX))


def test_only_consultants_and_supervisors_of_the_office_enter(
    sent, receptionist, supervisor, other_officer, signed_in, client
):
    assert client.get(INBOX).status_code == 302
    assert signed_in(receptionist).get(INBOX).status_code == 403
    assert signed_in(supervisor).get(INBOX).status_code == 200
    assert signed_in(other_officer).get(INBOX).status_code == 404
    assert signed_in(other_officer).get(f"{INBOX}{sent.pk}/").status_code == 404


def test_a_supervisor_frees_what_an_absent_officer_has(place, sent, officer, supervisor, signed_in):
    assign(place, sent, officer.pk, officer_id=officer.pk, was=None)
    assert signed_in(officer).post(f"{INBOX}absent/", {"officer": officer.pk}).status_code == 403
    signed_in(supervisor).post(f"{INBOX}absent/", {"officer": officer.pk})
    assert fresh(sent).officer_id is None


def test_a_later_page_keeps_the_view(place, desk):
    several(place, 31)
    page = html(desk.get(f"{INBOX}?view=free"))
    assert "view=free&amp;after=" in page
