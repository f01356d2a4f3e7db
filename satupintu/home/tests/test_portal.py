"""The portal: search, results, an item; what came of a search is noted without whose it was."""

import html
import re

import pytest
from django.urls import reverse

from satupintu.catalogue.actions.index import index
from satupintu.catalogue.models import Item, Kind, SearchLog, Type
from satupintu.rules import clock

PORTAL = "/o/3300/search/"


def item(ident, title, **more):
    made = Item.objects.create(
        **{"kind": Kind.DATA, "type": Type.TABLE, "source": "uji", "ident": ident, "title": title,
           "changed_at": clock.now()} | more,
    )  # fmt: skip
    index([made])
    return made


@pytest.fixture
def items(place):
    return [
        item("uji:1", "Produksi padi menurut kabupaten", unit="ton", link="https://jateng.bps.go.id/",
             region_code="3300", region_name="Jawa Tengah", first_year=2016, last_year=2024),
        item("uji:2", "Produksi jagung menurut kabupaten"),
        item("uji:3", "Padi sawah", kind=Kind.METADATA, type=Type.CONCEPT, description="Lahan."),
    ]  # fmt: skip


@pytest.mark.proves("PRT-1")
def test_the_portal_opens_with_one_box_examples_and_the_way_to_an_officer(client, place):
    page = client.get(PORTAL).content.decode()
    assert (page.count('type="search"'), page.count('type="text"')) == (1, 0)
    assert "kode KBLI katering" in page
    assert "paling lambat <b>3 hari kerja</b>" in page
    assert reverse("ask", args=["3300"]) in page


@pytest.mark.proves("PRT-2", "PRT-5", "STD-ONLINE-3")
def test_results_tell_their_kind_and_what_they_cover_and_the_address_holds_the_filter(
    client, items
):
    page = client.get(PORTAL, {"q": "padi"}).content.decode()
    assert "Semua 2" in re.sub(r"\s+", " ", page)
    assert "Jawa Tengah" in page
    assert "2016–2024" in page
    assert page.count("Unduh keterangan (CSV)") == 1  # of the data; a definition is read here
    answer = client.get(PORTAL, {"q": "padi", "kind": "metadata"}).content.decode()
    only = re.sub("</?mark>", "", answer)
    assert "Padi sawah" in only
    assert "Produksi padi menurut" not in only


@pytest.mark.proves("PRT-6")
def test_nothing_found_says_so_and_carries_the_search_into_a_question(client, items):
    page = client.get(PORTAL, {"q": "xyzzy qwerty"}).content.decode()
    assert "Tidak ada hasil untuk “xyzzy qwerty”." in page
    assert "/o/3300/ask/?q=xyzzy+qwerty" in page


@pytest.mark.proves("PRT-6", "STD-ONLINE-4")
def test_a_search_is_noted_once_with_what_was_opened_and_asked_and_without_whose(client, items):
    page = client.get(PORTAL, {"q": "padi"}).content.decode()
    link = re.search(r'href="(/o/3300/search/\d+/[^"]*)"', page)
    assert link
    client.get(link[1].replace("&amp;", "&"))
    client.get(link[1].replace("&amp;", "&"))
    log = SearchLog.objects.get()
    assert (log.query, len(log.opened), log.asked) == ("padi", 1, False)
    ask = re.search(r'href="(/o/3300/ask/[^"]*)"', page)
    assert ask
    form = client.get(ask[1].replace("&amp;", "&")).content.decode()
    trail = re.search(r'name="trail" value="([^"]+)"', form)
    assert trail
    sent = client.post("/o/3300/ask/", {
        "question": "Padi per kecamatan?", "name": "Siti", "email": "s@example.org",
        "trail": trail[1].replace("&quot;", '"'),
    })  # fmt: skip
    client.post(f"{sent['Location']}send/", {"press": "p"})
    assert SearchLog.objects.get().asked


def test_a_forged_search_number_notes_nothing(client, items):
    client.get(PORTAL, {"q": "padi"})
    client.get(reverse("catalogue-item", args=["3300", items[0].pk]), {"s": "1:forged"})
    assert SearchLog.objects.get().opened == []


@pytest.mark.parametrize("sign", ["=", "＝"])  # spreadsheets take the wide one for it too
def test_an_items_row_can_be_had_as_a_table_and_never_as_a_formula(client, place, sign):
    made = item("uji:9", f"{sign}HYPERLINK(1)")
    file = client.get(reverse("catalogue-csv", args=["3300", made.pk])).content.decode("utf-8-sig")
    assert f"'{sign}HYPERLINK(1)" in file


def test_another_offices_item_and_a_withdrawn_one_are_not_there(client, items, other_office):
    Item.objects.filter(pk=items[0].pk).update(office=other_office)
    Item.objects.filter(pk=items[1].pk).update(withdrawn_at=clock.now())
    for each in items[:2]:
        assert client.get(reverse("catalogue-item", args=["3300", each.pk])).status_code == 404


def test_around_a_code_stands_nothing_of_another_office(client, place, other_office):
    kbli = {"kind": Kind.CLASSIFICATION, "type": Type.CODE, "source": "kbli2020", "scheme": "kbli"}
    above, here, below, elsewhere = (
        item(f"kbli{edition}:{code}", title, edition=edition, code=code, parent_code=code[:-1],
             **kbli | {"source": f"kbli{edition}"})
        for edition, code, title in (
            ("2020", "952", "Induk"), ("2020", "9529", "Kode"), ("2020", "95291", "Anak"),
            ("2025", "9529", "Edisi"),
        )
    )  # fmt: skip
    address = reverse("catalogue-item", args=["3300", here.pk])
    page = client.get(address).content.decode()
    assert [word in page for word in ("Induk", "Anak", "Edisi")] == [True] * 3
    near = [above.pk, below.pk, elsewhere.pk]
    Item.objects.filter(pk__in=near).update(office=other_office)
    page = client.get(address).content.decode()
    assert [word in page for word in ("Induk", "Anak", "Edisi")] == [False] * 3


@pytest.mark.proves("PRT-5")
@pytest.mark.parametrize("query", ["a' OR 1=1 --", '"', "%", "_", "😀" * 50, "(" * 100, "x" * 5000])
def test_odd_searches_are_answered(client, items, query):
    assert client.get(PORTAL, {"q": query}).status_code == 200


@pytest.mark.proves("LAW-8")
@pytest.mark.parametrize("rows", [1, 3])
def test_results_ask_the_same_nine_questions_however_many_are_found(
    client, place, rows, django_assert_num_queries
):
    for n in range(rows):
        item(f"uji:{n}", f"Produksi kedelai {n}")
    client.get(PORTAL, {"q": "kedelai"})
    with django_assert_num_queries(9):
        assert client.get(PORTAL, {"q": "kedelai"}).status_code == 200


@pytest.mark.proves("PRT-6")
def test_areas_that_are_suggested_are_not_offered_a_second_time(client, place):
    for area, name in (("8200", "Maluku Utara"), ("5100", "Bali")):
        item(f"uji:b{area}", f"Kerbau {area}", region_code=area, region_name=name)
    page = client.get(PORTAL, {"q": "kerbau kudus"}).content.decode()
    assert page.count("Maluku Utara (1") == page.count("Bali (1") == 1
    page = client.get(PORTAL, {"q": "kerbau"}).content.decode()
    assert page.count("Bali (1") == 1


@pytest.mark.proves("PRT-3")
def test_what_was_narrowed_to_stands_there_and_is_taken_off_again(client, place):
    for area, name in (("8200", "Maluku Utara"), ("5100", "Bali")):
        item(f"uji:b{area}", f"Kerbau {area}", region_code=area, region_name=name)
    asked = {"q": "kerbau kudus", "region": "5100", "years": "2020-2021", "edition": "kbli2020"}
    page = html.unescape(client.get(PORTAL, asked).content.decode())
    chips = dict(re.findall(r'<a class="chip" href="([^"]+)"><svg.*?</svg>([^<]+)<', page))
    assert list(chips.values()) == ["Kabupaten Kudus", "Bali", "2020-2021", "KBLI 2020"]
    for address, label in chips.items():
        left = client.get(PORTAL + address).content.decode()
        assert f"</svg>{label}<span" not in left
        others = set(chips.values()) - {label}
        assert all(f"</svg>{other}<span" in left for other in others)
    assert "</svg>77<span" in client.get(PORTAL, {"q": "kerbau", "region": "77"}).content.decode()
