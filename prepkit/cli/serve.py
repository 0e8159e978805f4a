"""``prepkit serve``: the pages, on this machine alone unless TLS stands in front."""

import errno
import shutil
import socket
import sys
from functools import partial
from ipaddress import ip_address
from pathlib import Path

import click

from prepkit.cli.refusal import Refusal
from prepkit.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0 takes any free port.",
)
@click.pass_obj
def serve(settings: Settings, host: str, port: int) -> None:
    """Serve the pages until Ctrl-C; purge what has expired at start and every hour."""
    with _listen(host, port, settings.tls) as listener:
        from prepkit.cli.server import run

        run(settings, listener, ready=partial(_say_where, *listener.getsockname()[:2]))


def _listen(host: str, port: int, tls: bool) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        raise Refusal(f"there is no address '{host}'; try --host 127.0.0.1") from None
    if not (tls or ip_address(address[0]).is_loopback):
        raise Refusal(
            f"'{host}' can be reached from other machines, and without TLS their browsers drop "
            "the cookie that opens a preparation: what is written would be lost. Put a proxy with "
            "TLS in front and set PREPKIT_TLS=yes, or use --host 127.0.0.1"
        )
    try:
        return socket.create_server(address, family=family, backlog=1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {port} is busy; end what runs there, or choose another with --port"
        else:
            reason = f"can't listen on {host} port {port}: {error.strerror}"
        raise Refusal(reason) from None


def _say_where(host: str, port: int) -> None:
    host = f"[{host}]" if ":" in host else host
    click.echo(f"prepkit is at http://{host}:{port}  (Ctrl-C stops it)")
    click.echo(f"Make a staff account: {_program()} staff add NAME --role editor")


def _program() -> str:
    """What to type for prepkit: its name where the shell finds it, else where it is from here."""
    if shutil.which("prepkit"):
        return "prepkit"
    program = Path(sys.prefix, "bin", "prepkit")
    here = Path.cwd()
    return str(program.relative_to(here) if program.is_relative_to(here) else program)
