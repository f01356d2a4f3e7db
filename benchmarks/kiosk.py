"""A hand at the kiosk: takes numbers as the kiosk's form does."""

import uuid
from dataclasses import dataclass

from benchmarks.client import Answer, Hand
from benchmarks.desks import TOKEN

SERVICES = ("consultation", "library", "sales", "recommendation")


@dataclass
class Kiosk:
    """What a kiosk's form carries: the pair of CSRF token and cookie."""

    hand: Hand
    office: str
    secret: str
    token: str
    cookie: str

    @classmethod
    async def at(cls, hand: Hand, office: str, secret: str) -> "Kiosk":
        """Read the form once."""
        page = await hand.ask(
            "GET", f"/o/{office}/kiosk/for/consultation/", cookies=f"perangkat={secret}"
        )
        found = TOKEN.search(page.body)
        assert found, page
        return cls(hand, office, secret, found[1].decode(), hand.cookies["csrftoken"])

    async def take(
        self, choice: int, *, hand: Hand | None = None, office: str = "", secret: str = ""
    ) -> Answer:
        """Press once; service and priority go round with the choice."""
        form = (
            f"csrfmiddlewaretoken={self.token}&service={SERVICES[choice % 4]}"
            f"&priority={choice // 4 % 2}&press={uuid.uuid4().hex}"
        )
        return await (hand or self.hand).ask(
            "POST", f"/o/{office or self.office}/kiosk/take/", form,
            cookies=f"perangkat={secret or self.secret}; csrftoken={self.cookie}",
        )  # fmt: skip
