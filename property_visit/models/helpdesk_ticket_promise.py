from odoo import api, fields, models

from .property_case_promise import CHOOSING

STEPPING = {"stage_id", "team_id", "handling_state"}


class HelpdeskTicket(models.Model):
    """A ticket of a household is promised an answer and a solution (C3, C4).

    Tickets without a household behave exactly as before.
    """

    _inherit = "helpdesk.ticket"

    commitment_ids = fields.One2many(
        "property.commitment",
        "res_id",
        domain=[("res_model", "=", "helpdesk.ticket")],
        string="Promises",
        groups="base.group_user",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_facts({name: value for name, value in vals.items() if value})
        tickets = super().create(vals_list)
        cases = tickets.filtered("handling_state")
        cases._check_begins_open()
        running = cases.filtered(lambda case: case.handling_state != "closed")
        fresh = running.with_context(property_unpromised=True)
        fresh._promise_handling(fields.Datetime.now())
        for case, vals in zip(tickets, vals_list, strict=True):
            if case.handling_state and case.handling_state != "closed":
                case._follow_told(vals)
        return tickets

    def write(self, vals):
        """Whoever writes it: steps follow the table, promises follow the facts."""
        cases = self.filtered("handling_state")
        self._check_facts(vals)
        cases._check_plan(vals)
        if vals.get("stage_id") and "handling_state" not in vals:
            stage = self.env["helpdesk.ticket.stage"].browse(vals["stage_id"])
            for case in cases:
                case._move_to_stage(stage)
        severity_before = {case.id: case.severity for case in cases}
        kinds_before = {case.id: case.property_kind for case in cases}
        was_open = cases.filtered(lambda case: case.handling_state != "closed")
        done = super().write(vals)
        if vals.get("household_id"):
            for case in self.filtered("handling_state") - cases:
                case._promise_handling(case.create_date)
        cases._follow_case(vals, severity_before)
        if not {"property_kind", "is_valid"}.isdisjoint(vals):
            cases._follow_kind(vals, kinds_before)
        was_open._settle_closed()
        if not STEPPING.isdisjoint(vals):
            self._keep_in_step()
        return done

    def _follow_case(self, vals, severity_before):
        """What a change of facts promises, or keeps."""
        if not {*CHOOSING, "service_level"}.isdisjoint(vals):
            self._follow_choices(vals, severity_before)
        self._follow_told(vals)

    def _follow_told(self, vals):
        """The same, whether it was told with the case or later."""
        if "findings" in vals or "triage_proposal" in vals:
            self._follow_triage()
        self._follow_plan(vals)
        self._follow_fault(vals)

    def _settle_closed(self):
        """Closing keeps the promise of a solution and ends what is left open (L3)."""
        closed = self.filtered(lambda case: case.handling_state == "closed")
        if closed:
            closed._settle("solution", fields.Datetime.now())
            closed._drop_promises()

    def _message_post_after_hook(self, message, msg_vals):
        """The first answer counts from the real message to the household."""
        result = super()._message_post_after_hook(message, msg_vals)
        if self.handling_state:
            self._follow_message(message)
        return result

    def _follow_message(self, message):
        """A message to the household keeps promises; one of its own is a contact."""
        if self._answers_household(message):
            for kept_by in self._told():
                self._settle(kept_by, message.date)
        elif self._is_from_household(message) and self.handling_state != "closed":
            self.sudo().repeat_contacts += 1

    def _told(self):
        """What promises an answer keeps now (C3–C5, C8)."""
        told = ["answer"]
        if self.remedy:
            told.append("remedy")
        if self.handled_at or self.suggestion_result:
            told.append("result")
        return told

    def _is_from_household(self, message):
        return message.message_type in ("comment", "email") and (
            message.author_id == self.partner_id
        )

    def _answers_household(self, message):
        """Whether a message went from one of us to the person who wrote."""
        return (
            message.message_type in ("comment", "email_outgoing")
            and not message.is_internal
            and not message.subtype_id.internal
            and any(user._is_internal() for user in message.author_id.user_ids)
            and message.author_id != self.partner_id
        )
