"""An officer's hand at a desk: calls, starts, finishes, as the console's forms do."""

import re
import uuid
from dataclasses import dataclass, field

from benchmarks.client import Answer, Hand

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
TICKET = re.compile(rb'name="ticket" value="(\d+)"')
TURN = re.compile(rb'name="turn" value="(\d+)"')


@dataclass
class DeskHand:
    """One officer with a session, a desk, and the console page as last seen."""

    hand: Hand
    office: str
    number: int
    token: str = ""
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"/o/{self.office}/desks/{self.number}/"

    async def look(self) -> Answer:
        """Read the console: what the browser does after each press."""
        answer = await self.hand.ask("GET", self.base)
        if found := TOKEN.search(answer.body):
            self.token = found[1].decode()
        for name, pattern in (("ticket", TICKET), ("turn", TURN)):
            if found := pattern.search(answer.body):
                self.seen[name] = found[1].decode()
        return answer

    async def press(self, act: str, **fields: str) -> Answer:
        """One form of the console."""
        told = {"csrfmiddlewaretoken": self.token, **fields}
        return await self.hand.ask(
            "POST", f"{self.base}{act}/", "&".join(f"{key}={value}" for key, value in told.items())
        )

    async def call(self) -> Answer:
        return await self.press("call", press=uuid.uuid4().hex)

    async def serve_and_finish(self) -> None:
        """Free the desk again, as after a service."""
        await self.look()
        await self.press("start", **self.seen)
        await self.press("finish", **self.seen, result="answered", about="data")
