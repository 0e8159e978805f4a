"""A page is sent packed, the best way its reader knows."""

import gzip

import brotli
import pytest

from tests.pages import BASE

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),  # a browser, over TLS
        ("gzip, deflate", "gzip"),  # a browser, without
        ("br;q=0, gzip", "gzip"),
        ("deflate", ""),
        ("", ""),
    ],
)
def test_a_page_is_packed_the_best_way_its_reader_knows(app, known, sent):
    client = app.test_client()
    plain = client.get("/sv/safe", base_url=BASE).data

    answer = client.get("/sv/safe", base_url=BASE, headers={"Accept-Encoding": known})

    assert answer.headers.get("Content-Encoding", "") == sent
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (len(answer.data) < len(plain) / 2) is bool(sent)
    assert UNPACK.get(sent, bytes)(answer.data) == plain


def test_what_is_short_is_not_packed(app):
    answer = app.test_client().get("/blank", base_url=BASE, headers={"Accept-Encoding": "br, gzip"})

    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
