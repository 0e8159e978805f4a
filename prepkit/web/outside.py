"""Addresses as somebody outside has to type them: on a letter, in a text message, as a QR code."""

from flask import request, url_for

from prepkit.web.house import House


def outside(house: House, endpoint: str, **values: object) -> str:
    """The whole address; https where a proxy with TLS stands in front."""
    scheme = "https" if house.settings.tls or request.is_secure else "http"
    return url_for(endpoint, _external=True, _scheme=scheme, **values)
