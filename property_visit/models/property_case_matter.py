from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class PropertyCaseMixin(models.AbstractModel):
    """Suggestions that earn thanks (C12) and major faults that are reported (C13)."""

    _inherit = "property.case.mixin"

    suggestion_result = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Rejected"), ("deferred", "Deferred")],
        readonly=True,
        copy=False,
        tracking=True,
    )
    thanks_consent = fields.Boolean(
        help="The household agrees to be thanked in public (C12).",
        groups="base.group_user",
    )
    is_thanked = fields.Boolean(
        string="Thanked in Public", copy=False, tracking=True, groups="base.group_user"
    )
    is_major_fault = fields.Boolean(string="Major Fault", groups="base.group_user")
    fault_at = fields.Datetime(string="Time of the Fault", groups="base.group_user")
    fault_place = fields.Char(groups="base.group_user")
    fault_phenomenon = fields.Text(groups="base.group_user")
    contingency_plan = fields.Text(groups="base.group_user")
    fault_reported_at = fields.Datetime(
        readonly=True, copy=False, groups="base.group_user"
    )
    preventive_action = fields.Text(groups="base.group_user")
    fault_analysed_at = fields.Datetime(
        readonly=True, copy=False, groups="base.group_user"
    )

    def _own_facts(self):
        return super()._own_facts() | {
            "suggestion_result",
            "fault_reported_at",
            "fault_analysed_at",
        }

    @api.constrains("is_thanked", "thanks_consent", "suggestion_result")
    def _check_thanks(self):
        for case in self.filtered("is_thanked"):
            if not case.thanks_consent or case.suggestion_result != "adopted":
                raise ValidationError(
                    self.env._(
                        "A household is thanked in public for a suggestion that was"
                        " adopted, and only if it agrees."
                    )
                )

    def _promise_handling(self, start):
        promised = super()._promise_handling(start)
        for case in self.filtered(lambda case: case.property_kind == "suggestion"):
            case._promise_suggestion(start)
        self.filtered("is_major_fault")._promise_of("fault", start)
        return promised

    def _decide_suggestion(self, result, text):
        """Decide on a suggestion (C12).

        :param result: adopted, rejected or deferred
        :raise UserError: the case is no suggestion, or no reason is written
        """
        if self.property_kind != "suggestion" or not result:
            raise UserError(self.env._("Choose what becomes of the suggestion."))
        self._decide(text)
        self.sudo().suggestion_result = result

    # ------------------------------------------------------------------ faults

    def _follow_fault(self, vals):
        if vals.get("is_major_fault"):
            for case in self.filtered(lambda case: not case.fault_reported_at):
                case._promise_of("fault", fields.Datetime.now())

    def action_report_fault(self):
        """File the report: time, place, phenomenon, contingency plan (C13).

        :raise UserError: one of the four is missing
        """
        self._stamp(
            "fault_reported_at",
            ("fault_at", "fault_place", "fault_phenomenon", "contingency_plan"),
            "fault_report",
        )

    def action_file_analysis(self):
        """File the analysis: impact, handling, cause, both actions (C13).

        :raise UserError: one of them is missing
        """
        wanted = ("impact", "remedy", "cause_note", "corrective_action")
        self._stamp("fault_analysed_at", (*wanted, "preventive_action"), "analysis")

    def _stamp(self, fact, wanted, kept_by):
        self.check_access("write")
        now = fields.Datetime.now()
        for case in self:
            missing = [name for name in wanted if not case[name]]
            if missing:
                labels = case.fields_get(missing, ["string"])
                names = ", ".join(labels[name]["string"] for name in missing)
                raise UserError(self.env._("Fill in first: %s.", names))
            case.sudo()[fact] = now
            case._settle(kept_by, now)

    def _after_handled(self, at):
        result = super()._after_handled(at)
        if self.is_major_fault and not self.fault_analysed_at:
            self._promise_of("fault_handled", at)
        return result
