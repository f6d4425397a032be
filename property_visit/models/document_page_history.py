from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.translate import html_translate


class DocumentPageHistory(models.Model):
    """A revision: number, date, what, author, reviewer, approver (M5)."""

    _inherit = "document.page.history"

    summary = fields.Char(translate=True, index=False)
    content = fields.Html(translate=html_translate)
    is_property_document = fields.Boolean(related="page_id.is_property_document")
    reviewer_id = fields.Many2one("res.users", readonly=True, copy=False, tracking=True)
    reviewed_at = fields.Datetime(readonly=True, copy=False)
    implemented_on = fields.Date(
        string="In Force From", help="The day work is done by it; empty: at approval."
    )

    def action_review(self):
        """Say that one has reviewed a revision somebody else wrote.

        :raise UserError: it is one's own, or it is not waiting for approval
        """
        for revision in self:
            if revision.state != "to approve":
                raise UserError(
                    self.env._("Only a revision that waits for approval is reviewed.")
                )
            if revision.create_uid == self.env.user:
                raise UserError(
                    self.env._("Somebody else than the author has to review it.")
                )
        self.sudo().write(
            {"reviewer_id": self.env.uid, "reviewed_at": fields.Datetime.now()}
        )

    def action_approve(self):
        """Approve, after a review where ours are concerned; then ask the readers.

        :raise UserError: nobody has reviewed it
        """
        self._check_reviewed()
        result = super().action_approve()
        self.filtered(
            lambda revision: revision.state == "approved"
        ).page_id._ask_readers()
        return result

    def _check_reviewed(self):
        for revision in self.sudo():
            page = revision.page_id
            needed = page.is_approval_required and page.is_property_document
            if needed and not revision.reviewer_id:
                raise UserError(
                    self.env._(
                        "%s has to be reviewed before it is approved.", page.name
                    )
                )
