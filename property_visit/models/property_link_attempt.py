from datetime import timedelta

from odoo import api, fields, models

PARAMETER = "property_visit.link_"
USUAL = {"attempts": 20, "minutes": 15}


class PropertyLinkAttempt(models.TransientModel):  # pylint: disable=C8113
    """A link that was tried in vain: who tries too many has to wait.

    Odoo's own `auth.totp.rate.limit.log` counts likewise; rows go by themselves.
    """

    _name = "property.link.attempt"
    _description = "Failed attempt of a link"

    key = fields.Char(required=True, readonly=True)

    _recent = models.Index("(key, create_date)")

    @api.model
    def _note(self, key):
        """Note an attempt in vain.

        :param str key: the address it came from, or the record it was for
        """
        self.sudo().create({"key": key})

    @api.model
    def _is_exceeded(self, *keys):
        """Whether one of the keys has failed too often of late.

        The number of attempts and the minutes are system parameters
        (`property_visit.link_attempts`, `property_visit.link_minutes`).
        """
        since = fields.Datetime.now() - timedelta(minutes=self._setting("minutes"))
        counts = self.sudo()._read_group(
            [("key", "in", keys), ("create_date", ">=", since)], ["key"], ["__count"]
        )
        return any(count >= self._setting("attempts") for _key, count in counts)

    @api.model
    def _setting(self, name):
        value = self.env["ir.config_parameter"].sudo().get_param(PARAMETER + name)
        return int(value) if str(value).isdigit() else USUAL[name]
