from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PropertyEstateStaff(models.Model):
    """Who holds which role at an estate, and since when (H1)."""

    _name = "property.estate.staff"
    _description = "Estate staff"
    _inherit = ["property.reach.mixin"]
    _order = "estate_id, role_id, date_from desc, id"
    _rec_name = "user_id"

    estate_id = fields.Many2one("property.estate", required=True, index=True)
    role_id = fields.Many2one("property.role", required=True)
    user_id = fields.Many2one("res.users", required=True, index=True)
    date_from = fields.Date(required=True, default=fields.Date.context_today)
    date_to = fields.Date(help="Last day in this role; empty while it lasts.")
    active = fields.Boolean(default=True)

    _dates_check = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "The last day in a role cannot come before the first.",
    )

    @api.constrains("estate_id", "role_id", "user_id", "date_from", "date_to")
    def _check_overlap(self):
        for staff in self:
            same = self.search(
                [
                    ("id", "!=", staff.id),
                    ("estate_id", "=", staff.estate_id.id),
                    ("role_id", "=", staff.role_id.id),
                    ("user_id", "=", staff.user_id.id),
                    (
                        "date_from",
                        "<=",
                        staff.date_to or fields.Date.to_date("9999-12-31"),
                    ),
                    "|",
                    ("date_to", "=", False),
                    ("date_to", ">=", staff.date_from),
                ],
                limit=1,
            )
            if same:
                raise ValidationError(
                    self.env._(
                        "%(user)s already holds the role %(role)s at %(estate)s in that"
                        " time: close the earlier entry first.",
                        user=staff.user_id.name,
                        role=staff.role_id.name,
                        estate=staff.estate_id.name,
                    )
                )

    def _holders(self, estates, roles, day):
        """Users who hold each role on one day (N7).

        :param estates: `property.estate` records
        :param roles: `property.role` records
        :param day: local date
        :return: dict (estate id, role id) → list of user ids, lowest first
        """
        held = {}
        for estate, role, user in self._read_group(
            [
                ("estate_id", "in", estates.ids),
                ("role_id", "in", roles.ids),
                ("date_from", "<=", day),
                "|",
                ("date_to", "=", False),
                ("date_to", ">=", day),
            ],
            ["estate_id", "role_id", "user_id"],
        ):
            held.setdefault((estate.id, role.id), []).append(user.id)
        return {key: sorted(users) for key, users in held.items()}

    def _tenures(self, estates, roles):
        """Who held and holds each role, for whoever asks about many days (N7).

        :return: dict (estate id, role id) → triples (user id, first local day, last
            one or False), the lowest user first
        """
        held = {}
        mine = [("estate_id", "in", estates.ids), ("role_id", "in", roles.ids)]
        for staff in self.search(mine).sorted(lambda staff: staff.user_id.id):
            key = (staff.estate_id.id, staff.role_id.id)
            tenure = (staff.user_id.id, staff.date_from, staff.date_to)
            held.setdefault(key, []).append(tenure)
        return held
