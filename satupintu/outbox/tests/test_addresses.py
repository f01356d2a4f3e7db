"""One way of writing an address, so that what is compared is what is written to."""

import pytest

from satupintu.outbox.letters import BadAddress, canonical, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sari@Undip.AC.id ", "sari@undip.ac.id"),
        ("sari.w+pst@mail.undip.ac.id", "sari.w+pst@mail.undip.ac.id"),
        ("sari@münchen.example", "sari@xn--mnchen-3ya.example"),
        ("sari@undip.ac.id\r\n", "sari@undip.ac.id"),  # pasted with the end of its line
        ("sari@undip.ac.id\u200b", "sari@undip.ac.id"),  # pasted with a sign nobody sees
        ("SARI@XN--MNCHEN-3YA.example", "sari@xn--mnchen-3ya.example"),
    ],
)
def test_an_address_has_one_way_of_writing(typed, kept):
    assert canonical(typed) == kept
    assert canonical(kept) == kept


@pytest.mark.proves("T17")
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "sari",
        "sari@localhost",
        "sari@undip",
        "@undip.ac.id",
        "sari@@undip.ac.id",
        "sa ri@undip.ac.id",
        "sari@undip.ac.id\nBcc: all@undip.ac.id",
        "sari\x00@undip.ac.id",
        "sari@undip.ac.id,budi@undip.ac.id",
        "Sari <sari@undip.ac.id>",
        '"sari"@undip.ac.id',
        "sarı@undip.ac.id",  # a dotless i, which some would fold into i
        "sari\u212a@undip.ac.id",  # the Kelvin sign, which lower() turns into k
        "ｓari@undip.ac.id",
        ".sari@undip.ac.id",
        "a" * 65 + "@undip.ac.id",
        "sari@" + "a" * 64 + ".id",
        "sari@-undip.ac.id",
        "sari@undip..ac.id",
    ],
)
def test_what_could_lead_elsewhere_is_no_address(typed):
    with pytest.raises(BadAddress):
        canonical(typed)


@pytest.mark.proves("T17")
def test_a_heading_stays_one_line():
    assert one_line("Kode\r\nBcc: a@b.id\x0b\u2028x\x00y") == "Kode Bcc: a@b.id x y"
    assert len(one_line("a" * 500)) == 200
