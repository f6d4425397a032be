import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

_logger = logging.getLogger(__name__)

# The weather service keeps three months at hand.
CATCH_UP_DAYS = 90


class PropertyEstate(models.Model):
    """Rain at an estate as a weather service tells it (B1); off unless switched on."""

    _inherit = "property.estate"

    has_rain_service = fields.Boolean(
        string="Rain From Weather Service",
        tracking=True,
        help="Note rainy days by themselves, once a day. An administrator chooses the"
        " service in the settings; days noted by hand stay as they are.",
    )
    latitude = fields.Float(digits=(9, 6), help="Degrees; south is negative.")
    longitude = fields.Float(digits=(9, 6), help="Degrees; west is negative.")
    rain_threshold = fields.Float(
        string="Rainy From",
        default=1.0,
        help="Millimetres of rain that make a rainy day.",
    )
    rain_known_until = fields.Date(
        readonly=True, copy=False, help="The last day that the weather service told."
    )
    rain_success_at = fields.Datetime(
        string="Last Weather Answer", readonly=True, copy=False
    )
    rain_failure_at = fields.Datetime(
        string="Last Weather Failure", readonly=True, copy=False
    )
    rain_error = fields.Char(string="Weather Error", readonly=True, copy=False)

    _latitude_check = models.Constraint(
        "CHECK(latitude BETWEEN -90 AND 90)", "A latitude lies between -90 and 90."
    )
    _longitude_check = models.Constraint(
        "CHECK(longitude BETWEEN -180 AND 180)",
        "A longitude lies between -180 and 180.",
    )
    _rain_threshold_check = models.Constraint(
        "CHECK(rain_threshold >= 0)", "A rainfall cannot be negative."
    )

    @api.constrains("has_rain_service", "latitude", "longitude")
    def _check_place(self):
        for estate in self.filtered("has_rain_service"):
            if not estate.latitude and not estate.longitude:
                raise ValidationError(
                    self.env._(
                        "Enter latitude and longitude of %s: the weather service is"
                        " asked for that place.",
                        estate.name,
                    )
                )

    @api.model
    def _cron_fetch_rain(self):
        """Note yesterday's rain, and that of the days before which are missing (B1).

        Each estate by itself: what one cannot learn is asked again in the next run.
        """
        if not self.env["property.rain.provider"]._code():
            return
        estates = self.search([("has_rain_service", "=", True)])
        self.env["ir.cron"]._commit_progress(remaining=len(estates))
        for estate in estates:
            estate._try_fetch_rain()
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def action_fetch_rain(self):
        """Ask the weather service now; success or error is shown on the estate.

        :raise UserError: no service is chosen in the settings
        """
        self.check_access("write")
        if not self.env["property.rain.provider"]._code():
            raise UserError(
                self.env._(
                    "No weather service is chosen: an administrator does so in the"
                    " settings of Property Visits."
                )
            )
        for estate in self.filtered("has_rain_service"):
            estate._try_fetch_rain()

    def _try_fetch_rain(self):
        """Ask for the days not yet known; keep the error where that fails."""
        self.ensure_one()
        first, last = self._unknown_rain_days()
        if first > last:
            return
        try:
            with self.env.cr.savepoint():
                amounts = self.env["property.rain.provider"]._fetch(self, first, last)
                self._note_rain(amounts)
                self._rain_learnt(amounts, first)
        except UserError as error:
            self._rain_failed(str(error))
        except Exception:
            _logger.exception("rain of estate %s", self.id)
            self._rain_failed(self.env._("The rain could not be noted: see the log."))

    def _unknown_rain_days(self):
        """First and last local day to ask for; the first is later when none is."""
        yesterday = self._today() - timedelta(1)
        earliest = yesterday - timedelta(CATCH_UP_DAYS - 1)
        if not self.rain_known_until:
            return yesterday, yesterday
        return max(self.rain_known_until + timedelta(1), earliest), yesterday

    def _note_rain(self, amounts):
        """Note the rainy days; a day known already stays, archived or by hand."""
        rainy = {day for day, amount in amounts.items() if self._is_rainy(amount)}
        days = self.env["property.rain.day"].sudo().with_context(active_test=False)
        known = days.search([("estate_id", "=", self.id), ("date", "in", list(rainy))])
        days.create(
            [
                {
                    "estate_id": self.id,
                    "date": day,
                    "millimetres": amounts[day],
                    "source": "provider",
                }
                for day in sorted(rainy - set(known.mapped("date")))
            ]
        )

    def _is_rainy(self, amount):
        return amount > 0 and amount >= self.rain_threshold

    def _rain_learnt(self, amounts, first):
        """Remember how far the days are known without a gap; a gap is asked again."""
        day, known = first, self.rain_known_until
        while day in amounts:
            day, known = day + timedelta(1), day
        if first not in amounts:
            self._rain_failed(
                self.env._("The weather service does not know the rain of %s yet.", day)
            )
            return
        self.sudo().write(
            {
                "rain_known_until": known,
                "rain_success_at": fields.Datetime.now(),
                "rain_failure_at": False,
                "rain_error": False,
            }
        )

    def _rain_failed(self, reason):
        self.sudo().write(
            {"rain_failure_at": fields.Datetime.now(), "rain_error": reason}
        )
