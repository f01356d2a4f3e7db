"""Somebody outside the product: speaks HTTP to a running server, keeps cookies, fills in forms."""

import http.cookiejar
import ssl
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message

PASSWORD = "contoh-satu-pintu"  # of the sample officers


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    address: str
    headers: Message


class Visitor:
    """One browser without scripts."""

    def __init__(self, base: str, context: ssl.SSLContext | None = None) -> None:
        self.base = base
        self.jar = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar),
            urllib.request.HTTPSHandler(context=context),
        )

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(self.base + path))

    def post(self, path: str, **fields: str) -> Answer:
        """Send a form with the token that the page before gave."""
        fields["csrfmiddlewaretoken"] = self.cookie("csrftoken")
        data = urllib.parse.urlencode(fields).encode()
        headers = {"Referer": self.base + path}
        return self._ask(urllib.request.Request(self.base + path, data, headers))

    def sign_in(self, username: str, password: str = PASSWORD) -> Answer:
        self.get("/sign-in/")
        return self.post("/sign-in/", username=username, password=password)

    def cookie(self, name: str) -> str:
        return next((cookie.value or "" for cookie in self.jar if cookie.name == name), "")

    def carry_over(self, base: str) -> "Visitor":
        """The same browser, with its cookies, at another address of this machine."""
        other = Visitor(base)
        for cookie in self.jar:
            other.jar.set_cookie(cookie)
        return other

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=60) as reply:  # a busy machine is slow
                return Answer(reply.status, reply.read().decode(), reply.url, reply.headers)
        except urllib.error.HTTPError as refused:
            text = refused.read().decode()
            return Answer(refused.code, text, refused.url or "", refused.headers)
