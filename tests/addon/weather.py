"""A weather service on this machine that speaks Open-Meteo's protocol."""

import json
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit


class Weather:
    """What it answers: `rain` and `showers` by ISO day, or a way of failing.

    `how` is "well", "slow", "broken" (500), "refused" (400 with a reason) or any text
    that is sent instead of an answer.
    """

    def __init__(self):
        self.rain, self.showers, self.unknown = {}, {}, set()
        self.how = "well"
        self.asked = []
        self.released = Event()

    def answer(self, path):
        """Status and body for a request."""
        query = {name: one for name, [one] in parse_qs(urlsplit(path).query).items()}
        self.asked.append((urlsplit(path).path, query))
        if self.how == "slow":
            self.released.wait(10)
        if self.how == "broken":
            return 500, "<h1>Internal Server Error</h1>"
        if self.how == "refused":
            return 400, json.dumps({"error": True, "reason": "Daily limit exceeded."})
        return 200, self.days(query) if self.how in ("well", "slow") else self.how

    def days(self, query):
        days = between(query["start_date"], query["end_date"])
        return json.dumps(
            {
                "latitude": float(query["latitude"]),
                "longitude": float(query["longitude"]),
                "timezone": query["timezone"],
                "daily_units": {"time": "iso8601", "rain_sum": "mm"},
                "daily": {
                    "time": days,
                    "rain_sum": [self.amount(self.rain, day) for day in days],
                    "showers_sum": [self.amount(self.showers, day) for day in days],
                },
            }
        )

    def amount(self, amounts, day):
        return None if day in self.unknown else amounts.get(day, 0.0)

    def start(self):
        weather = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, body = weather.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_arguments):
                """The tests read what was asked from `asked`."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def stop(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()


def between(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return [
        (first + timedelta(number)).isoformat()
        for number in range((last - first).days + 1)
    ]
