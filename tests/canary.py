"""Plants words that stand nowhere else, and looks for them in every file of a folder.

Each word begins with the same random mark, so one search finds any of them, also as UTF-16, hex
or base64. What is compressed or encrypted is not seen: plant a word in the clear as well, and see
that it is found, before trusting that nothing is.
"""

import base64
import secrets
from dataclasses import dataclass, field
from itertools import count, product
from pathlib import Path

from prepkit.core.asked import Asked, Texts
from prepkit.core.bank import Kind, Role
from prepkit.core.codename import Codenames, words
from prepkit.core.needs import Interpreter, Needs
from prepkit.core.preparation import Answer, OwnQuestions, Preparation, TalkAlone
from prepkit.core.sharing_state import Sharing

_LETTERS = str.maketrans("0123456789", "ghijklmnop")


@dataclass(frozen=True)
class Canaries:
    """Words with a mark of their own; ``word`` gives a new one each time.

    The mark is of letters only, so that codes can be drawn from words that have it too.
    """

    mark: str = field(default_factory=lambda: "kanarie" + secrets.token_hex(8).translate(_LETTERS))
    _numbers: count = field(default_factory=count, repr=False)

    def word(self) -> str:
        """A word that stands nowhere else."""
        return f"{self.mark}n{next(self._numbers)}x"

    def codenames(self) -> Codenames:
        """Codes that have the mark in each of their words."""
        ends = ("".join(letters) for letters in product("bdfghjklmnprstvy", repeat=3))
        return Codenames({"sv": words("sv", [f"{self.mark}{end}" for end in ends])})

    def preparation(self) -> Preparation:
        """A preparation with a word of its own in everything that can be written or chosen."""
        questions = tuple(self._asked(sharing) for sharing in Sharing)
        picked = self._asked(Sharing.GIVE)
        return Preparation(
            meeting=self.word(),
            meeting_title=self._texts(),
            language="sv",
            questions=questions,
            suggested=(picked,),
            answers={
                question.id: Answer(f"Jag är {self.word()}.\nÅäö", question.choices[0][0], sharing)
                for question, sharing in zip(questions, Sharing, strict=True)
            },
            own=OwnQuestions((picked,), (self.word(), self.word()), Sharing.GIVE),
            most=Answer(self.word(), sharing=Sharing.SAY),
            talk_alone=TalkAlone.YES,
            needs=Needs(
                with_me=self.word(),
                without=self.word(),
                where=self.word(),
                pause=self.word(),
                interpreter=Interpreter(dialect=self.word(), translate=self.word()),
            ),
        )

    def _asked(self, _sharing: Sharing) -> Asked:
        choices = ((self.word(), self._texts()),)
        return Asked(self.word(), self.word(), Role.TOPIC, Kind.CHOICE, self._texts(), choices)

    def _texts(self) -> Texts:
        return Texts(self.word(), {"ar": (self.word(), True)})

    def found_in(self, folder: Path, *others: str) -> list[tuple[Path, str]]:
        """Every file under the folder that holds a word, or one of the others, and in which form.

        Raises AssertionError for a folder without any file: nothing would be found there.
        """
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        assert files, f"nothing to look through in {folder}"
        found = []
        for file in files:
            held = file.read_bytes()
            for word in (self.mark, *others):
                found += [(file, name) for name, form in forms(word).items() if form in held]
        return found


def forms(word: str) -> dict[str, bytes]:
    """The ways a word may stand in a file."""
    plain = word.encode()
    return {
        "text": plain,
        "utf-16": word.encode("utf-16-le"),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        # three ways to fall on groups of three bytes; what borders on strangers is cut away
        "base64 at 0": base64.b64encode(plain)[:-4],
        "base64 at 1": base64.b64encode(b"??" + plain)[4:-4],
        "base64 at 2": base64.b64encode(b"?" + plain)[4:-4],
    }
