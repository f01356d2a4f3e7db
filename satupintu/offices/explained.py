"""The steps of a service clock in the language of the page that shows them."""

from collections.abc import Iterable

from django.utils.translation import gettext

from satupintu.rules import explain
from satupintu.rules.clock_steps import Step
from satupintu.rules.explain import Tongue
from satupintu.ui import formats

OF_THE_PAGE = Tongue(say=gettext, long_date=formats.long_date)


def sentences(steps: Iterable[Step]) -> list[str]:
    """One sentence for each step, in the order of the steps."""
    return explain.sentences(steps, OF_THE_PAGE)


def sentence(step: Step) -> str:
    """One step in words."""
    return explain.sentence(step, OF_THE_PAGE)
