from odoo import models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    def _search_time_based_automation_records(self, *, until):
        """Steps of the ladder are looked for without a lower bound (E2).

        Core looks only between its last run and now, and would lose those made, resumed
        or committed late. Rules that watch another date of a promise stay core's.
        """
        if not self._climbs_ladder():
            return super()._search_time_based_automation_records(until=until)
        ledger = self.env["property.commitment"]
        wanted = Domain.TRUE
        if self.filter_domain:
            context = self._get_eval_context()
            wanted = Domain(safe_eval(self.filter_domain, context))
        return ledger.search(
            ledger._step_is_due(until) & wanted, order="next_escalation_at, id"
        )

    def _climbs_ladder(self):
        """Whether the rule waits for the next step of promises, without delay."""
        self.ensure_one()
        watches = self.model_name == "property.commitment"
        date = self.trg_date_id.name == "next_escalation_at"
        return watches and date and not self.trg_date_range
