"""The ordinary way to build it, which leaks: the control of test_leaving.

A code is posted, answered 303 with a cookie, and the answers are fetched at once. Every page says
``no-store``, the way out ends the session and takes the cookie: an ordinary test finds no fault.
"""

from flask import Flask, Response, redirect, request


def plain_flow(secret: str) -> Flask:
    """A site whose page ``/answers`` shows the secret to who has the cookie."""
    app = Flask("plain flow", static_folder=None)
    live = set()

    @app.get("/")
    def start() -> str:
        return _page('<form method="post" action="/open"><button>Öppna</button></form>')

    @app.post("/open")
    def opened() -> Response:
        live.add("one")
        onward = redirect("/answers", 303)
        onward.set_cookie("__Host-s", "one", secure=True, httponly=True, samesite="Strict")
        return onward

    @app.get("/answers")
    def answers() -> tuple[str, int]:
        if request.cookies.get("__Host-s") not in live:
            return _page("Inget här"), 403
        away = request.host_url.replace("127.0.0.1", "localhost")
        return _page(
            f"<p>{secret}</p><a href='/leave' rel=noreferrer>Lämna sidan</a> "
            f"<a href='{away}blank' rel=noreferrer>Rakt ut</a>"
        ), 200

    @app.get("/leave")
    def leave() -> Response:
        live.discard(request.cookies.get("__Host-s"))
        away = redirect("/blank", 303)
        away.delete_cookie("__Host-s", secure=True, httponly=True, samesite="Strict")
        return away

    @app.get("/blank")
    def blank() -> str:
        return _page("")

    @app.after_request
    def no_store(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    return app


def _page(main: str) -> str:
    icon = '<link rel="icon" href="data:,">'
    return f"<!doctype html><html lang=sv><title>Sidan</title>{icon}<main>{main}</main></html>"
