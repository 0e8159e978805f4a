"""Sends pages packed: a slow phone has them in a third of the bytes.

What is packed together tells by its length how alike it is (BREACH): a page with a form's token may
only be packed because nobody else can make a browser ask for it in somebody's session, and choose
words on it. The cookies are SameSite=Strict, and forms from elsewhere are refused (gate).
"""

import gzip
from functools import partial

import brotli
from flask import Flask, Response, request

WORTH_IT = 500  # bytes
PACKERS = {  # the best first; harder packing takes ten times as long for a hundredth
    "br": partial(brotli.compress, mode=brotli.MODE_TEXT, quality=5),
    "gzip": partial(gzip.compress, mtime=0),
}


def install(app: Flask) -> None:
    """Pack every page for who can unpack it."""

    @app.after_request
    def pack(response: Response) -> Response:
        if response.mimetype != "text/html" or response.is_streamed:
            return response
        response.headers["Vary"] = "Accept-Encoding"
        page = response.get_data()
        known = next((each for each in PACKERS if request.accept_encodings[each]), None)
        if known and len(page) > WORTH_IT:
            response.set_data(PACKERS[known](page))
            response.headers["Content-Encoding"] = known
        return response
