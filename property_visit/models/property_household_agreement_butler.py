from odoo import api, models
from odoo.fields import Domain

CHOOSE_BUTLER = {"own_butler_id", "butler_id", "building_id"}


class PropertyHousehold(models.Model):
    """Months lie between two callbacks: who becomes butler meanwhile answers (H9)."""

    _inherit = "property.household"

    def write(self, vals):
        if CHOOSE_BUTLER.isdisjoint(vals):
            return super().write(vals)
        before = self._agreed_butlers()
        done = super().write(vals)
        self._hand_over_callbacks(before)
        return done

    def _agreed_butlers(self):
        """Dict household id → butler of those that a callback was agreed with."""
        agreed = self.sudo().filtered("agreement_interval")
        return {household.id: household.butler_id for household in agreed}

    @api.model
    def _hand_over_callbacks(self, before):
        """What former butlers answer for, and are reminded of, passes to the new ones.

        What somebody else was given stays with them.

        :param before: what `_agreed_butlers` told before the change
        """
        quiet = self.sudo().with_context(mail_activity_quick_update=True)
        for promise in quiet.browse(before)._agreed_promises():
            former, butler = before[promise.res_id], promise._record().butler_id
            if butler and promise.user_id == former != butler:
                promise.user_id = butler
                of_former = [("user_id", "=", former.id)]
                promise.activity_ids.filtered_domain(of_former).user_id = butler


class PropertyBuilding(models.Model):
    _inherit = "property.building"

    def write(self, vals):
        if "butler_id" not in vals:
            return super().write(vals)
        households = self.env["property.household"].sudo()
        before = households.search(
            Domain("building_id", "in", self.ids) & Domain("agreement_interval", ">", 0)
        )._agreed_butlers()
        done = super().write(vals)
        households._hand_over_callbacks(before)
        return done
