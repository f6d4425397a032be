from odoo import fields, models
from odoo.exceptions import UserError

from .arguments import read_date


class PropertyHousehold(models.Model):
    """Moving out closes the occupancy; its history stays (H1, H7)."""

    _inherit = "property.household"

    def action_move_out(self, date=None):
        """Close the occupancy; its history stays, and the unit is free again (H1).

        Open visits are cancelled, members leave the same day.

        :param date: first day on which nobody lives there any more (date or ISO
            text), today when empty
        :raise UserError: the date lies before the day they moved in, or they have
            moved out already
        """
        for household in self:
            day = read_date(self.env, date) or household.estate_id._today()
            household._move_out(day)

    def _has_left(self, person):
        """Whether the person lives there no more, by the estate's clock (H1).

        Not moved in yet is not gone: they are called, too (P2).

        :param person: `res.partner`; of one who never was a member, and where it is
            empty, the household as a whole decides
        """
        self.ensure_one()
        today = self.estate_id._today()
        if self.move_out_date and self.move_out_date <= today:
            return True
        if self.occupancy == "moved_out" and not self.move_out_date:
            return True
        members = self.with_context(active_test=False).member_ids
        own = members.filtered(lambda member: member.partner_id == person)
        stays = own.filtered(
            lambda member: (
                member.active and not (member.date_to and member.date_to <= today)
            )
        )
        return bool(own) and not stays

    def _move_out(self, day):
        if self.occupancy == "moved_out":
            raise UserError(self.env._("%s has moved out already.", self.display_name))
        if self.move_in_date and day < self.move_in_date:
            raise UserError(
                self.env._(
                    "%(household)s moved in on %(date)s: choose a later day.",
                    household=self.display_name,
                    date=fields.Date.to_string(self.move_in_date),
                )
            )
        self.write({"occupancy": "moved_out", "move_out_date": day})
        self.member_ids.filtered(lambda member: not member.date_to).date_to = day
        # Visits of others than the one who records this end, too.
        self.visit_ids.sudo().filtered(lambda visit: visit._is_open())._cancel(
            self.env._("The household moved out.")
        )
