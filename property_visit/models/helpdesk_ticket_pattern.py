from odoo import api, fields, models

from .mgmtsystem_nonconformity import SUPERVISORS


class HelpdeskTicket(models.Model):
    """What a ticket is about, in the words of feedback: repeated problems (C10)."""

    _inherit = "helpdesk.ticket"

    problem_category_id = fields.Many2one(
        "property.feedback.category",
        string="About",
        compute="_compute_problem_category_id",
        store=True,
        precompute=True,
        readonly=False,
        groups="base.group_user",
        help="The same problem at the same place again and again is raised as a"
        " nonconformity.",
    )
    nonconformity_ids = fields.Many2many(
        "mgmtsystem.nonconformity",
        "property_nonconformity_ticket_rel",
        "ticket_id",
        "nonconformity_id",
        string="Nonconformities",
        copy=False,
        groups=SUPERVISORS,
    )

    @api.depends("feedback_ids.category_id")
    def _compute_problem_category_id(self):
        for ticket in self:
            ticket.problem_category_id = (
                ticket.problem_category_id or ticket.feedback_ids[:1].category_id
            )

    def _counts_in_patterns(self):
        """Valid as case and as the feedback it was made of (C11), and no duplicate."""
        self.ensure_one()
        said = self.feedback_ids
        was_valid = not said or any(said.mapped("is_valid"))
        return self.is_valid and was_valid and not self.duplicate_id
