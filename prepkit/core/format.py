"""What every written document has in common: ids that never change, and texts worth printing."""

from functools import partial
from typing import Annotated

from pydantic import ConfigDict, StringConstraints
from pydantic.dataclasses import dataclass

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]

# a part of a document: frozen, checked when it is made, and no key that nobody reads
written = partial(dataclass, frozen=True, config=ConfigDict(extra="forbid"))
