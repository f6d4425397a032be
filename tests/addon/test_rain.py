"""Rain by hand and from a weather service; leaks wait for the first of it (B1, T1)."""

from datetime import date, datetime

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from psycopg2 import IntegrityError
from rain import MORNING, RainCase
from weather import between


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
