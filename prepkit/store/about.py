"""Keeps what each worker has written about themselves, for their next invitation."""

from sqlalchemy import Engine, delete, insert, select

from prepkit.core.meeting import AboutWorker, about_from_json, about_to_json
from prepkit.core.text import one_line
from prepkit.store.tables import about, reading, writing


class Abouts:
    """What the workers of one installation say of themselves; it goes with their account."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, member: str) -> AboutWorker:
        """What this member has written; all empty if nothing."""
        with reading(self._engine) as connection:
            text = connection.execute(
                select(about.c.text).where(about.c.member == _folded(member))
            ).scalar()
        return about_from_json(text) if text else AboutWorker()

    def keep(self, member: str, said: AboutWorker) -> None:
        """Keep this in place of what there was."""
        name = _folded(member)
        with writing(self._engine) as connection:
            connection.execute(delete(about).where(about.c.member == name))
            if not said.empty:
                connection.execute(insert(about).values(member=name, text=about_to_json(said)))


def _folded(member: str) -> str:
    return one_line(member).casefold()
