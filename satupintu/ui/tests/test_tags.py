"""Template tags: the error pattern, states with words, undo, rulers."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines

from satupintu.ui.fields import LongText

HOUSE = Path(__file__).parents[2]
MAIL = "Masukkan alamat e-mail, atau pilih “Tidak punya e-mail”."


class GuestForm(forms.Form):
    name = forms.CharField(
        label="Nama", help_text="Seperti di kartu.", error_messages={"required": "Tulis nama Anda."}
    )
    mail = forms.CharField(label="Alamat e-mail", error_messages={"required": MAIL})
    kind = forms.ChoiceField(
        label="Identitas",
        choices=[("ktp", "KTP"), ("sim", "SIM")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu."},
    )
    needs = forms.MultipleChoiceField(
        label="Keperluan",
        choices=[("d", "Data"), ("m", "Metadata")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    copy = forms.BooleanField(label="Kirim salinan", required=False)

    def clean(self):
        if self.data.get("name") == "berdua":
            raise forms.ValidationError("Isi salah satu saja.")


def rendered(text: str, **context: object) -> str:
    return str(engines["django"].from_string("{% load ui %}" + text).render(context))


@pytest.fixture
def bad() -> GuestForm:
    return GuestForm({"name": "Siti <b>", "needs": ["m"]})


def test_the_summary_uses_the_words_beside_the_fields_and_leads_to_them(bad):
    html = rendered("{% error_summary form %}", form=bad)
    fields = rendered("{% field form.mail %}{% field form.kind %}", form=bad)
    lines = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', html)
    assert lines == [("id_mail", MAIL), ("id_kind_0", "Pilih satu.")]
    for target, words in lines:
        assert f'id="{target}"' in fields
        assert words in fields
    assert "Ada masalah" in html
    assert "Perbaiki 2 isian berikut." in html


def test_a_problem_of_no_field_stands_in_the_summary_without_a_link():
    form = GuestForm({"name": "berdua", "mail": "a@b.id", "kind": "ktp"})
    html = rendered("{% error_summary form %}", form=form)
    assert "<b>Isi salah satu saja.</b>" in html
    assert "<a " not in html


def test_a_form_without_problems_has_no_summary():
    assert rendered("{% error_summary form %}", form=GuestForm()).strip() == ""


def test_a_field_ties_hint_and_problem_to_its_control(bad):
    html = rendered(
        "{% field form.mail hint='Yang masih Anda buka.' autocomplete='email' %}", form=bad
    )
    assert 'aria-describedby="id_mail-hint id_mail-problem"' in html
    assert 'id="id_mail-hint"' in html
    assert 'id="id_mail-problem"' in html
    assert 'aria-invalid="true"' in html
    assert 'autocomplete="email"' in html


def test_what_was_typed_stays_and_is_escaped(bad):
    html = rendered("{% field form.name %}{% field form.needs %}", form=bad)
    assert 'value="Siti &lt;b&gt;"' in html
    assert re.search(r'value="m"[^>]* checked', html)
    assert not re.search(r'value="d"[^>]* checked', html)


def test_the_browser_does_not_judge_in_place_of_the_server(bad):
    html = rendered("{% for one in form %}{% field one %}{% endfor %}", form=bad)
    assert not re.search(r"\srequired[\s=>]", html)


def test_chips_carry_their_number_keys():
    html = rendered("{% field form.kind keys=True %}", form=GuestForm())
    assert re.findall(r'data-digit="(\d)"', html) == ["1", "2"]
    assert (
        rendered("{% pick 'k' choices 'b' %}", choices=[("a", "A"), ("b", "B")]).count("checked")
        == 1
    )


def test_a_state_is_icon_and_word():
    html = rendered("{% badge 'warn' 'clock' 'sisa 2 menit' %}")
    assert "#clock" in html
    assert html.endswith("sisa 2 menit</span>")
    assert "&lt;i&gt;" in rendered("{% badge 'ok' 'done' word %}", word="<i>")


def test_an_unknown_icon_is_a_fault_not_an_empty_picture():
    with pytest.raises(KeyError):
        rendered("{% icon 'nowhere' %}")


def test_an_inline_icon_needs_no_second_file():
    html = rendered("{% icon_inline 'clock' %}")
    assert "<path" in html
    assert "use" not in html


@pytest.mark.parametrize(
    ("minutes", "on", "near", "words"),
    [
        (0, 0, 0, "0 dari 10 menit sudah lewat"),
        (4.9, 4, 0, "4 dari 10 menit sudah lewat"),
        (8, 7, 1, "8 dari 10 menit sudah lewat"),
        (12, 7, 3, "lewat 2 menit dari 10 menit"),
    ],
)
def test_the_ruler_marks_whole_minutes_and_says_them(minutes, on, near, words):
    html = rendered("{% ruler minutes %}", minutes=minutes)
    assert (html.count('class="on"'), html.count('class="near"')) == (on, near)
    assert html.count("<rect") == 10
    assert words in html


def test_the_undo_bar_posts_with_the_token_and_what_it_undoes():
    html = rendered("{% undo_bar 'A-017 dipanggil.' '/u/' event='7' %}", csrf_token="abc")
    assert 'method="post" action="/u/"' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'name="event" value="7"' in html


def test_blocks_keep_what_stands_between_them():
    assert "<b>x</b>" in rendered("{% strip 'warn slim' 'pause' %}<b>x</b>{% endstrip %}")
    assert "<p>y</p>" in rendered("{% nothing 'done' 'Kosong' %}<p>y</p>{% endnothing %}")


def test_the_title_says_that_something_is_wrong(bad):
    page = '{% extends "ui/public_base.html" %}{% block title %}Buku tamu{% endblock %}'
    template = engines["django"].from_string(page)
    assert "<title>Kesalahan: Buku tamu</title>" in template.render({"form": bad})
    assert "<title>Buku tamu</title>" in template.render({"form": GuestForm()})


class StoryForm(forms.Form):
    story = LongText(label="Cerita", longest=20)


def test_a_long_text_is_told_its_length_and_stays_whole():
    form = StoryForm({"story": "a" * 14 + "\r\n" * 3 + "b" * 4})
    assert form.errors["story"] == [
        "Tulisan ini 21 huruf; paling banyak 20 huruf. Pendekkan dulu. "
        "Tulisan Anda masih utuh di sini."
    ]
    html = rendered("{% field form.story %}", form=form)
    assert "bbbb</textarea>" in html
    assert 'data-longest="20"' in html
    assert "maxlength" not in html


def test_an_end_of_a_line_is_one_letter_as_its_writer_counts():
    form = StoryForm({"story": "a" * 13 + "\r\n" * 3 + "b" * 4})
    assert form.is_valid()
    assert form.cleaned_data["story"] == "a" * 13 + "\n" * 3 + "b" * 4
    assert rendered("{% longest 20 %}").startswith(' data-longest="20" data-left="#')


class LineForm(forms.Form):
    line = forms.CharField(label="Baris", max_length=10)


def test_a_line_is_told_its_length_and_stays_whole():
    form = LineForm({"line": "Statistik & data"})
    html = rendered("{% error_summary form %}{% field form.line %}", form=form)
    told = "Tulisan ini 16 huruf; paling banyak 10 huruf. Pendekkan dulu."
    assert html.count(told) == 2  # in the summary and beside the field
    assert 'value="Statistik &amp; data"' in html
    assert "maxlength" not in html


# A search by the first 200 or 300 signs loses nothing of anybody's: it is asked again at once.
SEARCH_BOXES = {"portal_box.html", "desk_shelf.html", "phone_search.html"}


def test_no_line_of_the_product_is_cut_by_the_browser():
    pages = {path.name: path.read_text() for path in HOUSE.rglob("templates/**/*.html")}
    lines = [
        (name, tag) for name, page in pages.items() for tag in re.findall(r"<input[^>]*>", page)
    ]
    assert len(lines) > 150
    assert {name for name, tag in lines if "maxlength" in tag} == SEARCH_BOXES


def test_no_long_text_of_the_product_is_cut_by_the_browser():
    pages = [path.read_text() for path in HOUSE.rglob("templates/**/*.html")]
    texts = [tag for page in pages for tag in re.findall(r"<textarea[^>]*>", page)]
    assert len(texts) > 5
    assert [tag for tag in texts if "maxlength" in tag or "{% longest" not in tag] == []
    forms_ = [p for p in HOUSE.rglob("*.py") if "tests" not in p.parts]
    made_by_hand = {p.name for p in forms_ if "forms.Textarea(" in p.read_text()}
    assert made_by_hand == {"fields.py"}  # LongText, and the lists of one line each
