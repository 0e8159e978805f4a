"""The headers of every answer: what a page may load, and that nobody may keep it.

security.md's table in code: nothing from another host, no inline script or style, no caching of
anything but the stylesheet, the script and the fonts.
"""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{what}-src 'self'" for what in ("style", "script", "img", "font", "connect", "media")),
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=(), usb=()",
    "Referrer-Policy": "same-origin",  # no-referrer makes Chromium send Origin: null with a form
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


def install(app: Flask) -> None:
    """Put the headers on every answer, errors too."""

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.endpoint != "static_file" or response.status_code != 200:
            response.headers["Cache-Control"] = "no-store"
        return response
