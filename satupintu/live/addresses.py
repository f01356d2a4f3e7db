"""Who is asking, behind trusted proxies only, and how many of one address are let in."""

import ipaddress
from collections import Counter
from collections.abc import Iterable

from satupintu.live.asgi_types import Scope, header

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Proxies:
    """The proxies whose X-Forwarded-For is believed (a deployment's TRUSTED_PROXIES)."""

    def __init__(self, trusted: Iterable[str] = ()) -> None:
        self.networks: list[Network] = [
            ipaddress.ip_network(text, strict=False) for text in trusted
        ]

    def client(self, scope: Scope) -> str:
        """The client's address: the last one in the chain that is not itself a trusted proxy."""
        peer = _peer(scope)
        if not self._trusted(peer):
            return peer
        named = header(scope, b"x-forwarded-for").decode("latin-1").split(",")
        for hop in reversed([part.strip() for part in named if part.strip()]):
            if not self._trusted(hop):
                return hop[:45]
        return peer

    def speaks_for_others(self, scope: Scope) -> bool:
        """Whether the request came through a trusted proxy, so that its X-Forwarded-… are true."""
        return self._trusted(_peer(scope))

    def _trusted(self, text: str) -> bool:
        if not self.networks:
            return False
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self.networks)


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client and client[0] else "local"


class Quota:
    """How many things (streams, unfinished bodies) are open at once, in all and per address."""

    def __init__(self, in_all: int, per_address: int) -> None:
        self.in_all, self.per_address = in_all, per_address
        self.held: Counter[str] = Counter()
        self.total = 0

    def take(self, address: str, reserve: int = 0) -> bool:
        """Take a place unless full; `reserve` places are kept for others. Return it with `give`."""
        if self.total >= self.in_all - reserve or self.held[address] >= self.per_address:
            if not self.held[address]:
                del self.held[address]
            return False
        self.held[address] += 1
        self.total += 1
        return True

    def give(self, address: str) -> None:
        """Give one place back."""
        self.total -= 1
        self.held[address] -= 1
        if self.held[address] <= 0:
            del self.held[address]


class Pace:
    """A token bucket per address: `rate` a second, `burst` at once."""

    def __init__(self, rate: float, burst: float) -> None:
        self.rate, self.burst = rate, burst
        self.buckets: dict[str, tuple[float, float]] = {}

    def allows(self, address: str, now: float) -> bool:
        """Whether one more is in time (`now` in seconds of any steady clock); counts it if so."""
        if len(self.buckets) > 10_000:
            self._forget(now)
        left, since = self.buckets.get(address, (self.burst, now))
        left = min(self.burst, left + (now - since) * self.rate)
        self.buckets[address] = (left - 1 if left >= 1 else left, now)
        return left >= 1

    def _forget(self, now: float) -> None:
        full = self.burst / self.rate
        self.buckets = {a: (left, t) for a, (left, t) in self.buckets.items() if now - t < full}
