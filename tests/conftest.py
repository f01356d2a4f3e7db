"""Fixtures that several tests of what crosses features share."""

from tests.arranged import case, offered  # noqa: F401 - fixtures
