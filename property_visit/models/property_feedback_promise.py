from odoo import api, fields, models
from odoo.exceptions import UserError


class PropertyFeedback(models.Model):
    """What could not be answered on the spot gets a promised time of reply (V4)."""

    _inherit = "property.feedback"

    reply_due = fields.Datetime(
        string="Promised To Answer By",
        tracking=True,
        copy=False,
        help="The household is answered by then, whatever the progress; while the"
        " matter is open, another time follows.",
    )
    promise_ids = fields.One2many(
        "property.commitment",
        "res_id",
        domain=[("res_model", "=", "property.feedback")],
        string="Promises",
    )

    @api.model_create_multi
    def create(self, vals_list):
        feedback = super().create(vals_list)
        feedback.filtered("reply_due")._promise_reply()
        return feedback

    def write(self, vals):
        if vals.get("reply_due"):
            self._check_no_open_promise()
        done = super().write(vals)
        if vals.get("reply_due"):
            self._promise_reply()
        if vals.get("state") == "closed":
            self._settle_promise(closing=True)
        return done

    def _check_no_open_promise(self):
        running = self.env["property.commitment"]._of(self)
        for feedback in self.filtered(lambda f: f.id in running.mapped("res_id")):
            raise UserError(
                self.env._(
                    "%s has been promised an answer already: give it, then promise the"
                    " next one.",
                    feedback.household_id.display_name or feedback.display_name,
                )
            )

    def _promise_reply(self):
        """It counts from the visit: a recording may arrive hours later."""
        now = fields.Datetime.now()
        for feedback in self:
            told = min(feedback.visit_id.date_done or now, now)
            if feedback.reply_due < told:
                raise UserError(
                    self.env._("An answer can only be promised for a time to come.")
                )
            self.env["property.commitment"]._promise(
                "reply_promised", feedback, told, due=feedback.reply_due
            )

    def action_answer(self):
        """Say that the household was answered; this keeps the promise of it (V4)."""
        result = super().action_answer()
        self._settle_promise()
        return result

    def _settle_promise(self, closing=False):
        ledger = self.env["property.commitment"]
        ledger._keep_for(self, "reply", fields.Datetime.now())
        if closing:
            ledger._of(self)._cancel(self.env._("The matter was closed."))

    def action_promise_again(self):
        """The matter goes on: open it again, for the next time of reply (V4)."""
        self.write({"state": "open", "reply_due": False})
