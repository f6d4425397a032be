from odoo import fields, models
from odoo.exceptions import UserError


class PropertyMonthlySummary(models.Model):
    """From the deputy's proposal to the manager's decision, and what follows (M1)."""

    _inherit = "property.monthly.summary"

    # ------------------------------------------------------------------ proposing

    def action_propose(self):
        """Hand the summary to the manager (M1).

        What came in until now is taken up first; every item that is not decided yet
        needs a proposal.

        :raise UserError: naming the items that lack one
        """
        self.check_access("write")
        for summary in self:
            summary._check_state("draft")
            summary._collect()
            summary._check_proposals()
            summary._take("proposed", "proposed_by_id", "proposed_at")
            summary._ask_manager()

    def _check_state(self, *states):
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(summary)s: this is not possible while it is at “%(state)s”.",
                    summary=self.display_name,
                    state=labels[self.state],
                )
            )

    def _check_proposals(self):
        missing = self.line_ids.filtered(
            lambda line: line.decision == "none" and not (line.proposal or "").strip()
        )
        if missing:
            raise UserError(
                self.env._(
                    "%(count)s items have no proposal yet, among them: %(names)s.",
                    count=len(missing),
                    names="; ".join(missing[:3].mapped("name")),
                )
            )

    def _take(self, state, by, at):
        """Take a step, keep its promise, and end the activity that asked for it."""
        now = fields.Datetime.now()
        self.sudo().write({"state": state, by: self.env.uid, at: now})
        self.env["property.commitment"]._keep_for(self, f"summary_{state}", now)
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    def _ask_manager(self):
        manager = self._holder("manager")
        if manager:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Decide on the items of the month"),
                user_id=manager.id,
            )

    def _holder(self, code):
        """Who holds a role at the estate today; may be empty."""
        role = self.env.ref(f"property_visit.role_{code}", raise_if_not_found=False)
        if not role:
            return self.env["res.users"]
        return self.estate_id.sudo()._holding(role)[:1].with_env(self.env)

    def action_return(self):
        """The manager gives it back, for the proposals to be written anew."""
        self.check_access("write")
        self._check_manager()
        for summary in self:
            summary._check_state("proposed")
            summary.sudo().state = "draft"
            summary.sudo().activity_unlink(["mail.mail_activity_data_todo"])

    # ------------------------------------------------------------------ deciding

    def action_decide(self):
        """Close the decisions of the month and let them have their effect (M1).

        Departments get what was adopted, as a promise with an activity; the feedback
        carries its decision; households are put on their butlers' lists.

        :raise AccessError: of anybody but a manager
        :raise UserError: items are still undecided
        """
        self.check_access("write")
        self._check_manager()
        for summary in self:
            summary._check_state("draft", "proposed")
            summary._check_decisions()
            summary._take("decided", "decided_by_id", "decided_at")
            summary.sudo().line_ids._take_effect()
            summary._list_households()

    def _check_decisions(self):
        open_lines = self.line_ids.filtered(lambda line: line.decision == "none")
        if open_lines:
            raise UserError(
                self.env._(
                    "%(decided)s of %(items)s are decided: %(names)s … still wait.",
                    decided=self.decided_count,
                    items=self.item_count,
                    names="; ".join(open_lines[:3].mapped("name")),
                )
            )

    def _list_households(self):
        """Every household that said something is told what became of it."""
        ledger = self.env["property.commitment"]
        if self.env["property.summary.call"].sudo()._list(self):
            ledger._promise("summary_decided", self, fields.Datetime.now())
