"""``prepkit questions``: the set of questions a young person would get, in print."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from prepkit.cli.installation import library
from prepkit.cli.wishes import banks_for, with_wishes
from prepkit.core.language import TAGS
from prepkit.core.selection import Pick, Wishes, choose
from prepkit.core.wording import Phrase, phrase
from prepkit.settings import Settings

if TYPE_CHECKING:
    from prepkit.store.library import Library


@click.command()
@click.argument("meeting")
@with_wishes
@click.option("--language", type=click.Choice(TAGS), default="sv", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="For another program to read.")
@click.pass_obj
def questions(
    settings: Settings, meeting: str, wishes: Wishes, language: str, as_json: bool
) -> None:
    """Choose questions for a MEETING and print them in the order they are asked."""
    with library(settings) as banks:
        picks = choose(banks_for(banks, meeting), wishes)
        chosen = [(pick, _said(banks, pick, language)) for pick in picks]
    if as_json:
        click.echo(_as_json(meeting, wishes, language, chosen))
        return
    for line in _as_text(meeting, wishes, chosen):
        click.echo(line)


def _said(banks: "Library", pick: Pick, tag: str) -> Phrase:
    return phrase(pick.question.ask, banks.catalogue(pick.bank, tag))


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
