"""What every test may use. Servers and browser: tests/servers.py and tests/screens.py."""

# --- the cast ----------------------------------------------------------------------------------
# An office, another office, a visitor, officers in each role, a supervisor.
