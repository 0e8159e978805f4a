"""The absolute sheets printed by Chromium, if there is one. It is another program, so its figure is
wall time, its start included.
"""

import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from prepkit.pdf import press
from prepkit.resources import folder

_TIMES = 3


def seconds(html: str, styles: Sequence[str]) -> float | None:
    """The median of some prints; None without a Chromium."""
    program = os.environ.get("PREPKIT_CHROMIUM") or shutil.which("chromium")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.html"
        page.write_text(_for_a_browser(html, styles, Path(place)), "utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu"]
        command += [f"--user-data-dir={place}/p", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={place}/page.pdf", page.as_uri()]
        taken = []
        for _ in range(_TIMES):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _for_a_browser(html: str, styles: Sequence[str], place: Path) -> str:
    """The page with its style in it, and its fonts and drawings as files."""
    print_styles = folder("templates") / "print"
    rules = [
        each if "{" in each else (print_styles / each).read_text("utf-8")
        for each in ("fonts.css", *styles)
    ]
    html = html.replace("</title>", f"</title><style>{''.join(rules)}</style>", 1)
    html = html.replace("&amp;", "&")
    for number, address in enumerate(sorted(set(re.findall(r"prepkit:[^)\"]+", html)), key=len)):
        content, headers = press.shipped(address)
        kind = "svg" if "svg" in headers["Content-Type"] else "woff2"
        (place / f"{number}.{kind}").write_bytes(content)
        html = html.replace(f"url({address})", f"url({number}.{kind})")
    return html
