"""An officer's account: language, password, second factor, codes on paper, sessions."""

from satupintu.people.models import Officer


def speaks(officer: Officer, language: str) -> None:
    """The officer reads the screens in this language from now on."""
    Officer.objects.filter(pk=officer.pk).update(language=language)
