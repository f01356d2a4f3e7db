"""How a deployment speaks to the product: environment variables, secrets also from files."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class Unsafe(Exception):
    """The configuration cannot be read, or would endanger visitors' data; says how to mend it."""


def read_file(file: Path) -> None:
    """Take over NAME=value lines of a file that `satupintu setup` wrote; the environment wins."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        name, found, value = line.partition("=")
        if found and not line.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())


def env(name: str, default: str = "") -> str:
    """The value of NAME, else the content of the file that NAME_FILE names, else default."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as problem:
            raise Unsafe(f"{name}_FILE={file} cannot be read: {problem.strerror}.") from None
    return os.environ.get(name, default)


def env_number(name: str, default: int) -> int:
    """The value as a whole number above 0. Raises Unsafe."""
    said = env(name, str(default))
    if not said.isascii() or not said.isdecimal() or not int(said):
        raise Unsafe(f"{name}={said} is no number; write it like {name}={default}.")
    return int(said)


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated value as a list without empty parts."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_flag(name: str, default: str = "0") -> bool:
    """True for 1, true, yes, on."""
    return env(name, default).lower() in {"1", "true", "yes", "on"}


_FORMS = "Use sqlite:///path/to/file or postgresql://user:password@host/name."


def database(url: str) -> dict[str, object]:
    """Django's database settings for a URL: sqlite:///path or postgresql://user:pass@host/name."""
    parts = urlsplit(url)
    if not parts.path.strip("/"):
        raise Unsafe(f"DATABASE_URL names no database. {_FORMS}")
    if parts.scheme == "sqlite":
        return _sqlite(
            unquote(parts.path.removeprefix("/")) if parts.path[:2] != "//" else parts.path[1:]
        )
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(url)
    raise Unsafe(f"DATABASE_URL starts with '{parts.scheme}:'. {_FORMS}")


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "satupintu.config.sqlite3",
        "NAME": path,
        # A test database in a file, since threads of one test must see one database.
        "TEST": {"NAME": f"{path}.test"},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 15,
            # Deferred transactions that turn into writers fail at once under load.
            "transaction_mode": "IMMEDIATE",
            # FULL: a number on paper must survive a power cut. The log is carried into the file
            # after 8,000 pages (32 MB): whoever commits then waits for it.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA wal_autocheckpoint=8000;"
                "PRAGMA cache_size=-8000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    # Pages ask small questions: parallel and compiled plans cost more than they save.
    options.setdefault("options", "-c jit=off -c max_parallel_workers_per_gather=0")
    return {
        "ENGINE": "satupintu.config.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
