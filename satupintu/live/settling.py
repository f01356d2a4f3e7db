"""What a server has loaded stays loaded: the collector of garbage need not walk through it again.

A full collection of everything that Django and the pages hold takes some 80 ms in which no thread
runs: a call would come to the displays that much later, every few minutes.
"""

import asyncio
import gc

SETTLED = 2.0  # seconds after the start: by then the first pages have loaded what they need


async def settle(after: float = SETTLED) -> None:
    """Set apart what is there now; once, since what was set apart is never freed."""
    await asyncio.sleep(after)
    gc.collect()
    gc.freeze()
