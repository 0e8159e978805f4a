"""Serves the stylesheet, the script and the fonts: public, the same for all, kept for a year."""

from flask import Flask, Response, abort, request, url_for

from prepkit.core.bank import Topics
from prepkit.web.stylesheet import StaticFile, site

FOREVER = "public, max-age=31536000, immutable"


def install(app: Flask, topics: Topics) -> None:
    """Serve the files under addresses that change with their content."""
    files = {file.name: file for file in site(topics)}
    by_plain_name = {file.plain_name: file for file in files.values()}

    @app.get("/static/<name>", endpoint="static_file")
    def serve(name: str) -> Response:
        file: StaticFile = files.get(name) or abort(404)
        response = Response(file.content, mimetype=file.mimetype)
        response.headers["Cache-Control"] = FOREVER
        response.headers["Vary"] = "Accept-Encoding"
        if file.zipped and request.accept_encodings["gzip"]:
            response.data = file.zipped
            response.headers["Content-Encoding"] = "gzip"
        return response

    @app.template_global()
    def static(name: str) -> str:
        return url_for("static_file", name=by_plain_name[name].name)
