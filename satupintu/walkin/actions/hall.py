"""What happens in the hall by the passing of time alone; the worker asks for it every few seconds."""

from satupintu.offices.published import Published


def keep(place: Published) -> None:
    """Let time do its part in one office. Each part is small and safe to repeat."""
    for part in PARTS:
        part(place)


PARTS: list = []  # type: ignore[type-arg]
