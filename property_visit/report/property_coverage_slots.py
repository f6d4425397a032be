from datetime import date

from odoo import api, fields, models


class PropertyCoverageAnalysis(models.Model):
    """Which slot is looked at where, and who is in charge there that day (W2, N7)."""

    _inherit = "property.coverage.analysis"

    @api.model
    def _running_slots(self):
        """What is due now: the slot that today lies in, per policy and estate (W2).

        :return: dict policy → rows (estate id, slot start, end, day looked at, today,
            holder id)
        """
        # What the user may not see is left out before PostgreSQL reads its households.
        estates = self.env["property.estate"].with_context(active_test=True)
        estates = estates._all().sudo()
        estates &= self._asked_for(estates)
        now = fields.Datetime.now()
        todays = {estate: estate._today(now) for estate in estates}
        days = self._days(todays)
        policies = estates.procedure_id.policy_ids
        holders = self._holders(estates, policies.role_id, days)
        slots, known = {}, {}
        for estate in estates:
            # A company's estates are alike by the hundred, a year has many months.
            alike = (estate.procedure_id, estate.estate_type_id, days[estate])
            if alike not in known:
                known[alike] = self._slots_of(estate, days[estate])
            for policy, slot in known[alike]:
                holder = holders.get((estate.id, policy.role_id.id), [None])[0]
                row = (estate.id, *slot, days[estate], todays[estate], holder)
                slots.setdefault(policy, []).append(row)
        return slots

    def _slots_of(self, estate, today):
        """Pairs (policy, slot that the day lies in) of the estate's policies."""
        policies = estate.procedure_id.policy_ids.filtered(
            lambda policy: policy.selection == "all" and policy._fits_estate(estate)
        )
        return [(policy, policy._cadence().slot(today)) for policy in policies]

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

    def _holders(self, estates, roles, days):
        """Who holds each role on the day looked at."""
        held = {}
        for today, same in estates.grouped(days.get).items():
            held |= (
                self.env["property.estate.staff"].sudo()._holders(same, roles, today)
            )
        return held
