from odoo import fields, models

from .property_rain_provider import OPEN_METEO, PARAMETER


class ResConfigSettings(models.TransientModel):
    """Settings › Property Visits: what holds for the whole database."""

    _inherit = "res.config.settings"

    property_rain_provider = fields.Selection(
        [("open_meteo", "Open-Meteo")],
        string="Weather Service",
        config_parameter=f"{PARAMETER}provider",
        help="Asked once a day, for each estate that switched it on. Empty: rainy days"
        " are noted by hand.",
    )
    property_rain_url = fields.Char(
        string="Service Address",
        config_parameter=f"{PARAMETER}url",
        help=f"Empty: {OPEN_METEO}. Customers of the service, and those who run it"
        " themselves, enter their own address.",
    )
    property_rain_key = fields.Char(
        string="Service Key",
        config_parameter=f"{PARAMETER}key",
        help="Customers of the service have one; it is sent with every question.",
    )
