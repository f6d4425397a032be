"""A weather service that fails: it shows, and nothing is lost (B1)."""

from datetime import date, datetime

from odoo.tests import tagged
from rain import RainCase


def daily(days, rain):
    """An answer of the service, its columns as JSON text."""
    return f'{{"daily": {{"time": {days}, "rain_sum": {rain}, "showers_sum": [0]}}}}'


@tagged("post_install", "-at_install")
class TestRainFailing(RainCase):
    def assertKeptForLater(self, sentence):
        """The failure shows, nothing was noted, and the next run makes up for it."""
        self.weather.rain = {"2026-11-09": 5.0}
        self.run_cron()
        self.assertIn(sentence, self.estate.rain_error)
        self.assertNotIn("..", self.estate.rain_error)
        self.assertEqual(self.estate.rain_failure_at, datetime(2026, 11, 10, 1))
        self.assertFalse(self.rain_days())
        self.assertEqual(self.estate.rain_known_until, date(2026, 11, 8))
        self.weather.how = "well"
        self.run_cron("2026-11-11 01:00:00")
        self.assertEqual(self.rain_days(), [("2026-11-09", "provider")])
        self.assertEqual(self.estate.rain_known_until, date(2026, 11, 10))
        self.assertEqual(self.estate.rain_success_at, datetime(2026, 11, 11, 1))
        self.assertFalse(self.estate.rain_error or self.estate.rain_failure_at)

    def test_a_service_that_breaks(self):
        self.weather.how = "broken"
        self.assertKeptForLater("answered 500")

    def test_a_service_that_refuses_says_why(self):
        self.weather.how = "refused"
        self.assertKeptForLater("400: Daily limit exceeded.")

    def test_a_service_that_is_too_slow(self):
        self.set_up(timeout="0.2")
        self.weather.how = "slow"
        self.addCleanup(self.weather.released.set)
        self.assertKeptForLater("did not answer in time")

    def test_a_service_that_is_down(self):
        address = self.env["ir.config_parameter"].get_param("property_visit.rain_url")
        self.set_up(url="http://127.0.0.1:9")
        self.run_cron()
        self.assertIn("could not be reached", self.estate.rain_error)
        self.assertEqual(self.estate.rain_known_until, date(2026, 11, 8))
        self.set_up(url=address)
        self.run_cron("2026-11-11 01:00:00")
        self.assertFalse(self.estate.rain_error)

    def test_garbage_is_refused_whole(self):
        for answer in (
            "not JSON",
            "[]",
            "{}",
            '{"daily": null}',
            daily('["2026-11-09"]', "[]"),
            daily('["soon"]', "[1]"),
            daily('["2026-11-09"]', "[NaN]"),
            daily('["2026-11-09"]', "[-9]"),
            daily('["2026-11-09"]', '["x"]'),
            daily('["2026-11-09"]', "[[9]]"),
        ):
            with self.subTest(answer=answer):
                self.weather.how = answer
                self.run_cron()
                self.assertIn("unreadable", self.estate.rain_error)
                self.assertFalse(self.rain_days())

    def test_days_the_service_does_not_know_yet_are_asked_again(self):
        self.weather.rain = {"2026-11-09": 5.0, "2026-11-10": 5.0}
        self.weather.unknown = {"2026-11-09"}
        self.run_cron("2026-11-11 01:00:00")
        self.assertIn("2026-11-09", self.estate.rain_error)
        self.assertEqual(self.rain_days(), [("2026-11-10", "provider")])
        self.weather.unknown = set()
        self.run_cron("2026-11-12 01:00:00")
        self.assertEqual(self.weather.asked[-1][1]["start_date"], "2026-11-09")
        self.assertEqual(
            self.rain_days(),
            [("2026-11-09", "provider"), ("2026-11-10", "provider")],
        )

    def test_one_estate_without_answer_leaves_the_others_theirs(self):
        self.far_estate.resource_calendar_id.tz = "Europe/Berlin"
        self.far_estate.write(
            {"has_rain_service": True, "latitude": 52.5, "longitude": 13.4}
        )
        self.weather.unknown = {"2026-11-09"}
        self.estate.rain_known_until = "2026-11-07"
        self.weather.rain = {"2026-11-08": 5.0}
        self.run_cron()
        self.assertTrue(self.far_estate.rain_error)
        self.assertFalse(self.estate.rain_error)
        self.assertEqual(self.rain_days(), [("2026-11-08", "provider")])
