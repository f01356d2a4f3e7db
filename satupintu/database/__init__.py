"""Statements put together once, for what a press or an open page waits for."""
