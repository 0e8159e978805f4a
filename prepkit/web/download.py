"""Answers with a file to save or print."""

from flask import Response


def pdf(content: bytes, name: str) -> Response:
    """A PDF to save under this name: ASCII letters, digits and hyphens, without its ending."""
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
