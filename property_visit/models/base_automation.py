from odoo import models


class BaseAutomation(models.Model):
    _inherit = "base.automation"

    def _search_time_based_automation_records(self, *, until):
        """Promises are looked for without a lower bound (E2).

        Core looks only between its last run and now, and would lose those made, resumed
        or committed late.
        """
        if self.model_name != "property.commitment":
            return super()._search_time_based_automation_records(until=until)
        ledger = self.env["property.commitment"]
        return ledger.search(ledger._step_is_due(until), order="next_escalation_at, id")
