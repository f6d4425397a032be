from odoo import fields, models
from odoo.exceptions import UserError

from .planner_report import report_text


class PropertyVisitPlan(models.Model):
    """From plans to visits, and from annual plans to expected work (R1)."""

    _inherit = "property.visit.plan"

    def action_generate(self):
        """Plan the visits that the policies want and that do not exist (semantics R).

        :return: a notification that says what was created and what needs attention
        :raise UserError: an annual or closed plan is among them, or another
            generation of one of the estates is running; nothing is created then
        """
        self.check_access("write")
        self._check_generable()
        now = fields.Datetime.now()
        report = self.env["property.visit.planner"]._generate(self, now)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if report.needs_attention else "success",
                "title": self.env._("%s visits planned", report.created),
                "message": report_text(self.env, report.facts()),
                "sticky": report.needs_attention,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_generable(self):
        for plan in self:
            if plan.plan_type == "annual":
                raise UserError(
                    self.env._(
                        "%s is an annual plan: visits are generated from monthly ones.",
                        plan.name,
                    )
                )
            if plan.state == "closed":
                raise UserError(
                    self.env._("%s is closed: nothing is planned any more.", plan.name)
                )

    def action_preview(self):
        """What generating would create now, without creating it."""
        self.check_access("read")
        self._check_generable()
        report = self.env["property.visit.planner"]._preview(
            self, fields.Datetime.now()
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "title": self.env._("%s visits would be planned", report.created),
                "message": report_text(self.env, report.facts()),
                "sticky": True,
            },
        }

    def action_forecast(self):
        """Work out anew what annual plans ask for per month and policy (R1).

        From today's register, everything done in time; monthly plans are left alone.
        """
        self.check_access("write")
        annual = self.filtered(lambda plan: plan.plan_type == "annual")
        expected = self.env["property.visit.planner"]._forecast(annual)
        Month = self.env["property.visit.plan.month"].sudo()
        Month.search([("plan_id", "in", annual.ids)]).unlink()
        Month.create(
            [
                {
                    "plan_id": plan_id,
                    "policy_id": policy_id,
                    "month": month,
                    "expected": count,
                }
                for (plan_id, policy_id, month), count in sorted(expected.items())
            ]
        )
