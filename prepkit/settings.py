"""What the one who runs an installation may set, by environment variables.

The table is the documentation: README lists it, and a test holds them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prepkit.core.errors import PrepkitError

DEFAULTS = {
    "PREPKIT_DATABASE": (
        "sqlite:///instance/prepkit.sqlite3",
        "where everything is kept (SQLite or PostgreSQL)",
    ),
    "PREPKIT_PEPPERS": (
        "instance/peppers",
        "folder of secrets that saved preparations rest on; keep it out of the database's backup",
    ),
    "PREPKIT_CACHE": ("instance/cache", "folder for typeset cards; may be emptied at any time"),
    "PREPKIT_LEAVE_TO": (
        "",
        "where the leave button leads: an https address; empty = a blank page of our own",
    ),
    "PREPKIT_SHARE_CODES": (
        "no",
        "yes = a young person may share what they chose with a code, for somebody signed in",
    ),
    "PREPKIT_TLS": (
        "no",
        "yes = a proxy with TLS stands in front; needed to listen beyond this machine",
    ),
}


@dataclass(frozen=True)
class Settings:
    """One installation's settings. ``leave_to`` is empty for our own blank page."""

    database: str = DEFAULTS["PREPKIT_DATABASE"][0]
    cache: Path = Path(DEFAULTS["PREPKIT_CACHE"][0])
    leave_to: str = ""
    tls: bool = False
    peppers: Path = Path(DEFAULTS["PREPKIT_PEPPERS"][0])
    share_codes: bool = False


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in these variables; PrepkitError names the one that can't be used."""
    value = {name: environment.get(name, default) for name, (default, _) in DEFAULTS.items()}
    for name in ("PREPKIT_TLS", "PREPKIT_SHARE_CODES"):
        if value[name] not in {"yes", "no"}:
            raise PrepkitError(f"{name} is yes or no")
    leave_to = value["PREPKIT_LEAVE_TO"]
    if leave_to and not leave_to.startswith("https://"):
        raise PrepkitError("PREPKIT_LEAVE_TO is an address that begins with https://")
    return Settings(
        database=value["PREPKIT_DATABASE"],
        cache=Path(value["PREPKIT_CACHE"]),
        leave_to=leave_to,
        tls=value["PREPKIT_TLS"] == "yes",
        peppers=Path(value["PREPKIT_PEPPERS"]),
        share_codes=value["PREPKIT_SHARE_CODES"] == "yes",
    )
