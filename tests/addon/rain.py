"""An estate that asks a weather service which runs here."""

from ledger import LedgerCase
from odoo.tests.common import _super_send
from weather import Weather

MORNING = "2026-11-10 01:00:00"  # Tuesday, 9:00 at the estate


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
