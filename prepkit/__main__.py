"""``python -m prepkit`` is the prepkit command."""

from prepkit.cli import main

main()
