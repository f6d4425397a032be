from datetime import date

from odoo import api, fields, models

from ..rules import period


class PropertyCoverageAnalysis(models.Model):
    """Which slot is looked at where, and who is in charge there that day (W2, N7)."""

    _inherit = "property.coverage.analysis"

    @api.model
    def _running_slots(self):
        """What is due now: the slot that today lies in, per policy and estate (W2).

        :return: as `_slots_on` has it, of one look
        """
        # What the user may not see is left out before PostgreSQL reads its households.
        estates = self.env["property.estate"].with_context(active_test=True)
        estates = estates._all().sudo()
        estates &= self._asked_for(estates)
        now = fields.Datetime.now()
        todays = {estate: estate._today(now) for estate in estates}
        return self._slots_on([self._days(todays)], todays)

    def _slots_on(self, looks, todays, due_only=False):
        """The slots that some days lie in: one pass, however many days and estates.

        :param looks: list of dicts estate → day looked at
        :param todays: dict estate → its local date
        :param due_only: whether slots that their month does not answer for are left out
        :return: dict policy → rows (estate id, slot start, end, day looked at, today,
            holder id, whether it is due, number of the look)
        """
        tenures = self._tenures(todays)
        slots, known = {}, {}
        for number, days in enumerate(looks):
            for estate, day in days.items():
                # A company's estates are alike by the hundred, a year has many months.
                alike = (estate.procedure_id, estate.estate_type_id, day)
                if alike not in known:
                    known[alike] = self._slots_of(estate, day)
                for policy, slot, is_due in known[alike]:
                    if is_due or not due_only:
                        held = tenures.get((estate.id, policy.role_id.id), ())
                        row = (estate.id, *slot, day, todays[estate])
                        row += (_holder(held, day), is_due, number)
                        slots.setdefault(policy, []).append(row)
        return slots

    def _slots_of(self, estate, day):
        """Triples: each policy of the estate, the day's slot, whether that is due."""
        policies = estate.procedure_id.policy_ids.filtered(
            lambda policy: policy.selection == "all" and policy._fits_estate(estate)
        )
        slots = [(policy, policy._cadence().slot(day)) for policy in policies]
        return [(policy, slot, period.is_due(slot, day)) for policy, slot in slots]

    def _asked_for(self, estates):
        """Those that the context names in `coverage_estates`; all by default."""
        named = self.env.context.get("coverage_estates")
        return estates.browse(named) if named else estates

    def _days(self, todays):
        """Dict estate → the local day that is looked at: today.

        The context may name an earlier one in `coverage_on` (ISO text): whoever follows
        a policy now is then looked for in the slot of that day, up to that day.
        """
        past = fields.Date.to_date(self.env.context.get("coverage_on"))
        return {estate: min(past or date.max, now) for estate, now in todays.items()}

    def _tenures(self, estates):
        """Who holds which role from when to when at these estates, one query for all.

        :return: dict (estate id, role id) → pairs (user id, first day, last day)
        """
        estates = self.env["property.estate"].union(*estates)
        roles = estates.sudo().procedure_id.policy_ids.role_id
        return self.env["property.estate.staff"].sudo()._tenures(estates, roles)


def _holder(tenures, day):
    """The first of those who hold a role on a day; None for nobody (N7)."""
    for user, first, last in tenures:
        if first <= day and (not last or day <= last):
            return user
    return None
