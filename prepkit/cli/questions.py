"""``prepkit questions``: the set of questions a young person would get, in print."""

import json
import secrets
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from prepkit.cli.installation import library
from prepkit.core.bank import AgeGroup, Bank
from prepkit.core.errors import UnknownName
from prepkit.core.language import TAGS
from prepkit.core.selection import FEWEST, MOST, Pick, Wishes, choose
from prepkit.core.wording import Phrase, phrase
from prepkit.settings import Settings

if TYPE_CHECKING:
    from prepkit.store.library import Library


@click.command()
@click.argument("meeting")
@click.option("--age", type=click.Choice([str(age) for age in AgeGroup]), help="Age group.")
@click.option(
    "--count",
    type=click.IntRange(FEWEST, MOST),
    default=Wishes.count,
    show_default=True,
    help="How many questions.",
)
@click.option("--seed", help="Any word; the same one gives the same questions. Else a new one.")
@click.option("--language", type=click.Choice(TAGS), default="sv", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="For another program to read.")
@click.pass_obj
def questions(
    settings: Settings,
    meeting: str,
    age: str | None,
    count: int,
    seed: str | None,
    language: str,
    as_json: bool,
) -> None:
    """Choose questions for a MEETING and print them in the order they are asked."""
    wishes = Wishes(seed or secrets.token_hex(4), count, AgeGroup(age) if age else None)
    with library(settings) as shelf:
        picks = choose(banks_for(shelf, meeting), wishes)
        chosen = [(pick, _said(shelf, pick, language)) for pick in picks]
    if as_json:
        click.echo(_as_json(meeting, wishes, language, chosen))
        return
    for line in _as_text(meeting, wishes, chosen):
        click.echo(line)


def banks_for(shelf: "Library", meeting: str) -> list[Bank]:
    """What may be asked at this meeting, or by the child; raises UnknownName."""
    meetings = {bank.id: bank for bank in shelf.meetings()}
    if meeting not in meetings:
        raise UnknownName("meeting", meeting, tuple(meetings))
    return [shelf.core(), meetings[meeting], shelf.own()]


def _said(shelf: "Library", pick: Pick, tag: str) -> Phrase:
    return phrase(pick.question.ask, shelf.catalogue(pick.bank, tag))


def _as_text(meeting: str, wishes: Wishes, chosen: Sequence[tuple[Pick, Phrase]]) -> Iterator[str]:
    yield f"{meeting}, {len(chosen)} questions, --seed {wishes.seed}"
    for number, (_, said) in enumerate(chosen, 1):
        yield f"{number:2}. {said.text}{_mark(said)}"


def _mark(said: Phrase) -> str:
    if said.stands_in:
        return f"  [Swedish: the translation is {said.status}]"
    return "  [not yet checked by a speaker]" if said.marked else ""


def _as_json(
    meeting: str, wishes: Wishes, language: str, chosen: Sequence[tuple[Pick, Phrase]]
) -> str:
    """The keys and their meaning stay; new ones may come."""
    listed = [
        {
            "id": pick.question.id,
            "bank": pick.bank,
            "role": pick.question.role,
            "topic": pick.question.topic,
            "level": pick.question.level,
            "kind": pick.question.kind,
            "text": said.text,
            "language": said.tag,
            "status": said.status,
            "swedish": said.swedish,
        }
        for pick, said in chosen
    ]
    result = {
        "meeting": meeting,
        "seed": wishes.seed,
        "age": wishes.age,
        "count": len(listed),
        "language": language,
        "questions": listed,
    }
    return json.dumps(result, ensure_ascii=False, indent=2)
