"""Addresses of the walk-in service, one list per screen."""
