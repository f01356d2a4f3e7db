"""A text as long as its place is kept, a longer one is refused whole."""

import pytest

from satupintu.rules.uncut import TooLong, uncut


@pytest.mark.parametrize(("text", "kept"), [("", ""), ("  \n", ""), ("  satu\n", "satu")])
def test_the_blanks_around_a_text_are_not_kept(text, kept):
    assert uncut(text, 4) == kept


def test_a_text_that_is_too_long_comes_back_whole_with_its_place():
    with pytest.raises(TooLong) as refused:
        uncut(" lima. ", 4, "reason")
    fault = refused.value
    assert (fault.text, fault.longest, fault.what) == ("lima.", 4, "reason")
