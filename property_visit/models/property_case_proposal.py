from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class PropertyCaseProposal(models.Model):
    """A solution that the household agrees to or refuses (C8a)."""

    _name = "property.case.proposal"
    _description = "Proposed solution"
    _order = "ticket_id, id"
    _rec_name = "description"

    ticket_id = fields.Many2one(
        "helpdesk.ticket", required=True, index=True, ondelete="cascade"
    )
    description = fields.Text(required=True)
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("agreed", "Household Agreed"),
            ("refused", "Refused"),
        ],
        default="proposed",
        required=True,
        readonly=True,
        copy=False,
    )
    household_words = fields.Text(help="What the household said to it.")
    answered_at = fields.Datetime(readonly=True, copy=False)
    answered_to_id = fields.Many2one(
        "res.users", string="Told To", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_answer_is_heard(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_answer_is_heard(vals)
        if "description" in vals and self.filtered(lambda p: p.state != "proposed"):
            raise UserError(
                self.env._("The household has answered to this: propose another one.")
            )
        return super().write(vals)

    def _check_answer_is_heard(self, vals):
        facts = {"state", "answered_at", "answered_to_id"} & vals.keys()
        if not self.env.su and any(vals[name] not in ("proposed",) for name in facts):
            raise AccessError(
                self.env._("The household's answer is noted with the buttons.")
            )

    def action_agree(self):
        """The household agrees; this one is carried out."""
        self._answer("agreed")

    def action_refuse(self):
        """The household refuses; another is proposed.

        :raise UserError: what it said is not written down
        """
        for proposal in self:
            if not (proposal.household_words or "").strip():
                raise UserError(
                    self.env._("Write down what the household said against it.")
                )
        self._answer("refused")

    def _answer(self, state):
        self.check_access("write")
        if self.filtered(lambda proposal: proposal.state != "proposed"):
            raise UserError(self.env._("The household has answered to this already."))
        self.sudo().write(
            {
                "state": state,
                "answered_at": fields.Datetime.now(),
                "answered_to_id": self.env.uid,
            }
        )
