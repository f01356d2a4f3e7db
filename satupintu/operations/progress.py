"""How far a long act is: a bar for whoever watches a terminal, plain lines for a log."""

import sys
import time
from typing import TextIO

WIDTH = 30
EVERY = 0.1  # seconds between two drawings


class Progress:
    """Tells on the error stream, so that results can be piped."""

    def __init__(self, name: str, stream: TextIO | None = None) -> None:
        self.name, self.stream = name, stream or sys.stderr
        self.watched = self.stream.isatty()
        self.drawn = 0.0

    def tell(self, done: int, of: int) -> None:
        """Draw the bar anew, not more often than an eye sees."""
        now = time.monotonic()
        if not self.watched or (done < of and now - self.drawn < EVERY):
            return
        self.drawn = now
        full = WIDTH * done // of if of else WIDTH
        share = 100 * done // of if of else 100
        bar = "█" * full + "░" * (WIDTH - full)
        self.stream.write(f"\r{self.name[:28]:<28} {bar} {share:3d} %  {done}/{of}")
        self.stream.flush()

    def about(self, what: str, done: int, of: int) -> None:
        """The same for one act of several; a log gets a line when each is done."""
        self.name = what
        if not self.watched and done >= of:
            self.stream.write(f"{what}: {of}\n")
        self.tell(done, of)

    def end(self) -> None:
        """Leave the line of the bar clean."""
        if self.watched and self.drawn:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self.drawn = 0.0
