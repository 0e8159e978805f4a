"""The files that came with prepkit are found by id, and nothing else is."""

import pytest

from prepkit.core.errors import UnknownName
from prepkit.store.shipped import Shipped

BANK = "kind: topics\n"


@pytest.fixture
def shipped(tmp_path) -> Shipped:
    for folder in ("banks", "banks/reference", "banks/deeper"):
        (tmp_path / folder).mkdir()
    for file in ("banks/a.yaml", "banks/reference/b.yaml", "banks/deeper/c.yaml", "d.yaml"):
        (tmp_path / file).write_text(BANK, "utf-8")
    return Shipped(tmp_path / "banks", tmp_path / "translations")


def test_a_file_is_found_by_the_id_of_its_document(shipped):
    assert shipped.ids() == {"a", "b"}
    assert shipped.name("a") == "banks/a.yaml"
    assert shipped.name("b") == "banks/reference/b.yaml"
    assert shipped.text("a") == shipped.text("b") == BANK


@pytest.mark.parametrize("id", ["../d", "deeper/c", "", "..", "a\0", "/etc/hostname", "x" * 300])
def test_an_id_leads_to_no_other_file(shipped, id):
    assert shipped.text(id) is None
    with pytest.raises(UnknownName):
        shipped.document(id)


def test_a_file_that_is_not_utf_8_has_a_text_still(shipped, tmp_path):
    (tmp_path / "banks" / "a.yaml").write_bytes("å".encode("latin-1"))

    assert shipped.text("a") == "\ufffd"
