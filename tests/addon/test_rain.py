"""Rain by hand and from a weather service; leaks wait for the first of it (B1, T1)."""

from datetime import date, datetime

from ledger import LedgerCase
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tests.common import _super_send
from psycopg2 import IntegrityError
from weather import Weather, between

MORNING = "2026-11-10 01:00:00"  # Tuesday, 9:00 at the estate


def daily(days, rain):
    """An answer of the service, its columns as JSON text."""
    return f'{{"daily": {{"time": {days}, "rain_sum": {rain}, "showers_sum": [0]}}}}'


class RainCase(LedgerCase):
    """Sunny Garden asks a weather service that runs here; it last knew 8 November."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.weather = Weather()
        address = cls.weather.start()
        cls.addClassCleanup(cls.weather.stop)
        cls.set_up(provider="open_meteo", url=address)
        cls.estate.write(
            {
                "has_rain_service": True,
                "latitude": 31.2304,
                "longitude": 121.4737,
                "rain_known_until": "2026-11-08",
            }
        )

    @classmethod
    def set_up(cls, **parameters):
        for name, value in parameters.items():
            cls.env["ir.config_parameter"].set_param(
                f"property_visit.rain_{name}", value
            )

    @classmethod
    def _request_handler(cls, session, request, /, **options):
        """Odoo's tests wait ten seconds at least; the service here is slow at once."""
        return _super_send(session, request, **options)

    def setUp(self):
        super().setUp()
        self.weather.__dict__.update(
            rain={}, showers={}, unknown=set(), how="well", asked=[]
        )

    def run_cron(self, moment=MORNING):
        self.env.flush_all()
        with self.on(moment), self.enter_registry_test_mode():
            self.env.ref("property_visit.ir_cron_fetch_rain").method_direct_trigger()
        self.env.invalidate_all()

    def rain_days(self, estate=None):
        days = self.env["property.rain.day"].search(
            [("estate_id", "=", (estate or self.estate).id)]
        )
        return sorted((f"{day.date}", day.source) for day in days)

    def note(self, day, **values):
        return self.env["property.rain.day"].create(
            {"estate_id": self.estate.id, "date": day, **values}
        )


@tagged("post_install", "-at_install")
class TestRainService(RainCase):
    # ------------------------------------------------------------------ asked

    def test_yesterday_is_asked_for_in_the_estates_zone(self):
        self.run_cron()
        [(path, query)] = self.weather.asked
        self.assertEqual(path, "/v1/forecast")
        self.assertEqual(query["start_date"], "2026-11-09")
        self.assertEqual(query["end_date"], "2026-11-09")
        self.assertEqual(query["timezone"], "Asia/Shanghai")
        self.assertEqual(float(query["latitude"]), 31.2304)
        self.assertEqual(float(query["longitude"]), 121.4737)
        self.assertNotIn("apikey", query)

    def test_yesterday_is_that_of_the_estate(self):
        """17:00 UTC is 1:00 of the next day in Shanghai."""
        self.run_cron("2026-11-10 17:00:00")
        self.assertEqual(self.weather.asked[0][1]["end_date"], "2026-11-10")

    def test_a_customers_key_is_sent_and_never_shown(self):
        self.set_up(key="s3cret")
        self.run_cron()
        self.assertEqual(self.weather.asked[0][1]["apikey"], "s3cret")
        self.set_up(url="http://127.0.0.1:9")
        self.run_cron("2026-11-11 01:00:00")
        self.assertTrue(self.estate.rain_error)
        self.assertNotIn("s3cret", self.estate.rain_error)

    def test_off_by_default_and_for_other_estates(self):
        self.assertFalse(self.far_estate.has_rain_service)
        self.run_cron()
        self.assertEqual(len(self.weather.asked), 1)
        self.set_up(provider=False)
        self.run_cron("2026-11-11 01:00:00")
        self.assertEqual(len(self.weather.asked), 1)
        with self.assertRefused("No weather service is chosen"):
            self.estate.action_fetch_rain()

    def test_days_missed_by_the_scheduler_are_caught_up(self):
        self.weather.rain = {"2026-11-10": 4.0, "2026-11-12": 2.0}
        self.run_cron("2026-11-14 01:00:00")
        self.assertEqual(self.weather.asked[0][1]["start_date"], "2026-11-09")
        self.assertEqual(
            self.rain_days(),
            [("2026-11-10", "provider"), ("2026-11-12", "provider")],
        )
        self.assertEqual(self.estate.rain_known_until, date(2026, 11, 13))

    def test_no_more_is_asked_than_the_service_keeps(self):
        self.estate.rain_known_until = "2025-01-01"
        self.run_cron()
        query = self.weather.asked[0][1]
        self.assertEqual(len(between(query["start_date"], query["end_date"])), 90)

    def test_asking_twice_a_day_asks_and_notes_once(self):
        self.weather.rain = {"2026-11-09": 5.0}
        self.run_cron()
        self.run_cron("2026-11-10 05:00:00")
        self.assertEqual(len(self.weather.asked), 1)
        self.assertEqual(self.rain_days(), [("2026-11-09", "provider")])

    # ------------------------------------------------------------------ noted

    def test_rain_and_showers_count_from_the_threshold_on(self):
        self.estate.rain_threshold = 2.0
        self.weather.rain = {"2026-11-09": 1.5, "2026-11-10": 1.9, "2026-11-11": 2.0}
        self.weather.showers = {"2026-11-09": 0.5}
        self.run_cron("2026-11-12 01:00:00")
        self.assertEqual(
            self.rain_days(),
            [("2026-11-09", "provider"), ("2026-11-11", "provider")],
        )

    def test_without_a_threshold_dry_days_stay_dry(self):
        self.estate.rain_threshold = 0
        self.run_cron()
        self.assertFalse(self.rain_days())

    def test_days_noted_by_hand_stay(self):
        own = self.note("2026-11-09")
        self.weather.rain = {"2026-11-09": 5.0}
        self.run_cron()
        self.assertEqual(self.rain_days(), [("2026-11-09", "manual")])
        self.assertFalse(own.millimetres or self.estate.rain_error)

    def test_a_dry_day_of_the_service_leaves_the_one_noted_by_hand(self):
        self.note("2026-11-09")
        self.run_cron()
        self.assertEqual(self.rain_days(), [("2026-11-09", "manual")])

    def test_a_day_struck_out_does_not_come_back(self):
        self.weather.rain = {"2026-11-09": 5.0}
        self.run_cron()
        self.env["property.rain.day"].search([]).action_archive()
        self.estate.rain_known_until = "2026-11-08"
        self.run_cron("2026-11-10 05:00:00")
        self.assertFalse(self.rain_days() or self.estate.rain_error)

    def test_a_leak_is_due_after_the_first_rain_told_by_the_service(self):
        """B1: noted on Tuesday for Monday, due at the close of Tuesday."""
        self.make_rule(unit="first_rain", amount=1)
        promise = self.promise("2026-11-06 01:00:00")
        self.assertFalse(promise.date_due)
        self.weather.rain = {"2026-11-09": 5.0}
        self.run_cron()
        self.assertEqual(promise.date_due, datetime(2026, 11, 10, 9))
        self.env["property.rain.day"].search([]).action_archive()
        self.assertFalse(promise.date_due)

    # ------------------------------------------------------------------ failing

    def assertKeptForLater(self, sentence):
        """The failure shows, nothing was noted, and the next run makes up for it."""
        self.weather.rain = {"2026-11-09": 5.0}
        self.run_cron()
        self.assertIn(sentence, self.estate.rain_error)
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


@tagged("post_install", "-at_install")
class TestRainSettings(RainCase):
    def test_the_settings_choose_the_service(self):
        settings = self.env["res.config.settings"].create(
            {"property_rain_provider": False}
        )
        settings.execute()
        self.assertEqual(self.env["property.rain.provider"]._code(), "")
        settings.property_rain_provider = "open_meteo"
        settings.execute()
        self.assertEqual(self.env["property.rain.provider"]._code(), "open_meteo")

    def test_a_place_is_needed(self):
        with self.assertRefused("latitude and longitude", ValidationError):
            self.far_estate.has_rain_service = True

    def test_places_off_the_map_are_refused(self):
        for place in ({"latitude": 90.1}, {"longitude": -180.1}):
            with (
                self.subTest(place=place),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.estate.write(place)
                self.env.flush_all()

    def test_managers_ask_now_and_butlers_do_not(self):
        with self.on(MORNING):
            self.estate.with_user(self.manager).action_fetch_rain()
            self.assertEqual(self.estate.rain_known_until, date(2026, 11, 9))
            with self.assertRaises(AccessError):
                self.estate.with_user(self.butler).action_fetch_rain()
