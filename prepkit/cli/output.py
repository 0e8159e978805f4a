"""Where a command writes what it made: a whole file or none, or standard output."""

import os
import sys
from pathlib import Path
from tempfile import mkstemp

import click

from prepkit.cli.refusal import Refusal


class Destination:
    """A file to write once; ``-`` is standard output."""

    def __init__(self, name: str) -> None:
        self._name = name

    def write(self, content: bytes) -> None:
        """Write it all; raises Refusal if the disk doesn't take it."""
        if self._name == "-":
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
            return
        path = Path(self._name).resolve()  # through links, which stay what they are
        try:
            if path.exists() and not path.is_file():
                path.write_bytes(content)  # a device or a pipe is written to, never replaced
            else:
                write_whole(path, content)
        except OSError as error:
            raise Refusal(_cannot(self._name, error.strerror)) from None
        click.echo(f"Wrote {path}", err=True)


class _DestinationType(click.ParamType):
    name = "file"

    def convert(self, value, param, ctx):
        if isinstance(value, Destination) or value == "-":
            return value if isinstance(value, Destination) else Destination(value)
        path = Path(value)
        if path.is_dir():
            self.fail(_cannot(value, "it is a folder"), param, ctx)
        if not path.parent.is_dir():
            self.fail(_cannot(value, f"there is no folder {path.parent}"), param, ctx)
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            self.fail(_cannot(value, "you may not write there"), param, ctx)
        return Destination(value)


output = click.option(
    "-o",
    "--output",
    "destination",
    type=_DestinationType(),
    required=True,
    help="File to write; - is standard output.",
)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and rename, so that nobody ever sees half a file; raises OSError."""
    handle, beside = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with open(handle, "wb") as file:
            file.write(content)
        os.chmod(beside, path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _cannot(name: str, reason: str | None) -> str:
    return f"can't write {name}: {reason}; name another file with -o"
