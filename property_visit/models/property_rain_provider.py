import math
from datetime import date

import requests
from odoo import api, models
from odoo.exceptions import UserError

OPEN_METEO = "https://api.open-meteo.com"
# Seconds to wait for each piece of the answer; a system parameter may say otherwise.
TIMEOUT = 10
PARAMETER = "property_visit.rain_"


class PropertyRainProvider(models.AbstractModel):
    """Where rainfall comes from; another service is one more method `_fetch_<code>`.

    Open-Meteo is asked with `requests`, which Odoo brings along: of its two clients on
    PyPI one replaces Odoo's own urllib3 and the other needs an event loop and forecasts
    only, while all we need is one documented GET.
    """

    _name = "property.rain.provider"
    _description = "Weather service"

    @api.model
    def _code(self):
        """The service chosen in the settings, "" when none is (the default)."""
        code = self._parameter("provider")
        return code if hasattr(self, f"_fetch_{code}") else ""

    @api.model
    def _fetch(self, estate, first, last):
        """How much it rained at an estate, by its local days.

        :param estate: one `property.estate` with latitude and longitude
        :param first: first local date wanted
        :param last: last local date wanted
        :return: dict date → millimetres, without the days not yet known
        :raise UserError: the service could not be asked or not be understood
        """
        return getattr(self, f"_fetch_{self._code()}")(estate, first, last)

    @api.model
    def _parameter(self, name):
        return self.env["ir.config_parameter"].sudo().get_param(PARAMETER + name) or ""

    # ------------------------------------------------------------------ Open-Meteo

    @api.model
    def _fetch_open_meteo(self, estate, first, last):
        url = (self._parameter("url") or OPEN_METEO).rstrip("/") + "/v1/forecast"
        try:
            response = requests.get(
                url,
                params=self._open_meteo_query(estate, first, last),
                timeout=float(self._parameter("timeout") or TIMEOUT),
            )
        except requests.Timeout as error:
            raise UserError(
                self.env._("The weather service did not answer in time.")
            ) from error
        # The text of the exception would show the key, which is part of the address.
        except requests.RequestException as error:
            raise UserError(
                self.env._("The weather service could not be reached.")
            ) from error
        if not response.ok:
            raise UserError(
                self.env._("The weather service answered %s.", self._refusal(response))
            )
        return self._read_open_meteo(response, first, last)

    def _open_meteo_query(self, estate, first, last):
        query = {
            "latitude": f"{estate.latitude:.6f}",
            "longitude": f"{estate.longitude:.6f}",
            # Snow leaks nowhere, hence not precipitation_sum.
            "daily": "rain_sum,showers_sum",
            "timezone": estate.tz,
            "start_date": first.isoformat(),
            "end_date": last.isoformat(),
        }
        if key := self._parameter("key"):
            query["apikey"] = key
        return query

    def _refusal(self, response):
        """Status and, where the service gave one, its reason."""
        try:
            reason = str(response.json()["reason"])[:200].rstrip(". ")
        except (ValueError, KeyError, TypeError):
            return str(response.status_code)
        return f"{response.status_code}: {reason}"

    def _read_open_meteo(self, response, first, last):
        try:
            daily = response.json()["daily"]
            columns = daily["time"], daily["rain_sum"], daily["showers_sum"]
            days = [
                (date.fromisoformat(day), rain, showers)
                for day, rain, showers in zip(*columns, strict=True)
            ]
            return {
                day: _millimetres(rain) + _millimetres(showers or 0)
                for day, rain, showers in days
                if first <= day <= last and rain is not None
            }
        except (ValueError, KeyError, TypeError) as error:
            raise UserError(
                self.env._("The weather service answered something unreadable.")
            ) from error


def _millimetres(value):
    """The amount as a number, refused where it is none."""
    if isinstance(value, bool) or not math.isfinite(amount := float(value)):
        raise ValueError(value)
    if amount < 0:
        raise ValueError(value)
    return amount
