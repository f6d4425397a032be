from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

ANALYSIS = "property_visit.action_report_fault_analysis"


class PropertyCaseMixin(models.AbstractModel):
    """What is told to whom inside, and outside in writing (C8, C12, C13).

    Each of these is a message of the case, so that everybody who handles it reads what
    was told, to whom, when.
    """

    _inherit = "property.case.mixin"

    analysis_sent_at = fields.Datetime(
        string="Analysis Sent",
        readonly=True,
        copy=False,
        tracking=True,
        help="When the fault analysis was sent to the household and the supervising"
        " department (C13).",
        groups="base.group_user",
    )

    def _own_facts(self):
        return super()._own_facts() | {"analysis_sent_at"}

    def _holding(self, role):
        """Users who hold a role at the estate today, lowest id first (N7)."""
        return self.estate_id.sudo()._holding(role).with_env(self.env)

    def _note_to(self, people, text):
        """Write an internal note that these users are told of; residents are not."""
        self.sudo().message_post(
            body=plaintext2html(text),
            partner_ids=people.sudo().partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    # ------------------------------------------------------------------ results

    def action_handle(self):
        """Handle it, then tell the household (C8).

        :return: the dialog that writes to the household, for a single case
        """
        handled = super().action_handle()
        return self.action_tell() if len(self) == 1 else handled

    def _after_handled(self, at):
        result = super()._after_handled(at)
        self._tell_result(self.env._("Handled: %s", self.remedy))
        return result

    def _close_because(self, reason):
        result = super()._close_because(reason)
        for case in self:
            case._tell_result(self.env._("Closed, because: %s", reason))
        return result

    def _tell_result(self, text):
        """Tell whom the procedure names, the director as shipped (C8)."""
        role = self.estate_id.sudo().procedure_id.result_role_id
        if role:
            people = self._holding(role) or self._deciders()
            self._note_to(people - self.env.user, text)

    # ------------------------------------------------------------------ suggestions

    def _promise_suggestion(self, start):
        """The deciding role decides; where an answer is promised, a letter goes out."""
        made = self._promise_of("suggestion", start)
        for promise in made.sudo():
            if promise.rule_id.kept_by != "decided":
                self._write_suggestion(promise)
            elif decider := self._deciders()[:1]:
                promise.user_id = decider

    def _write_suggestion(self, promise):
        """A valid suggestion goes to the department head, with a copy (C12)."""
        head = self.team_id.sudo().user_id or self._holding(promise.rule_id.role_id)[:1]
        copy = self._holding(self.estate_id.sudo().procedure_id.suggestion_copy_role_id)
        promise.user_id = head or promise.user_id
        nobody = self.env._("nobody holds the role yet")
        text = self.env._(
            "Suggestion of %(household)s: %(words)s\nTo: %(head)s\nCopy: %(copy)s\n"
            "To be answered by %(day)s.",
            household=self.household_id.display_name,
            words=self.name,
            head=promise.user_id.name or nobody,
            copy=", ".join(copy.mapped("name")) or nobody,
            day=self.env["property.visit.form"]._moment(
                promise.date_due, self.estate_id.sudo().tz
            ),
        )
        self._note_to(promise.user_id | copy, text)

    def _follow_kind(self, vals, kinds_before):
        """What turns out to be a suggestion, or a valid one, is promised as one."""
        for case in self.filtered(lambda case: case._awaits_decision()):
            became = kinds_before[case.id] != "suggestion" or vals.get("is_valid")
            if became:
                case._promise_suggestion(fields.Datetime.now())

    def _awaits_decision(self):
        return (
            self.property_kind == "suggestion"
            and self.handling_state != "closed"
            and not self.suggestion_result
        )

    # ------------------------------------------------------------------ faults

    def action_send_analysis(self):
        """Send the fault analysis to household and supervising department (C13).

        :raise UserError: it is not filed, or nobody can be written to
        """
        self.check_access("write")
        for case in self:
            case._check_analysis_filed()
            people = case._analysis_readers()
            reached = people.filtered("email")
            if not reached:
                raise UserError(case._unreachable(people))
            case._send_analysis(reached)
            if unreached := people - reached:
                case._note_to(self.env["res.users"], case._unreachable(unreached))
            case.sudo().analysis_sent_at = fields.Datetime.now()

    def _check_analysis_filed(self):
        if not (self.is_major_fault and self.fault_analysed_at):
            raise UserError(
                self.env._("%s: file the analysis of the fault first.", self.name)
            )

    def _analysis_readers(self):
        """Customer and supervising department, as partners."""
        department = self.estate_id.sudo().supervising_partner_id
        return (self.partner_id or self.household_id.partner_id).sudo() | department

    def _unreachable(self, people):
        return self.env._(
            "No e-mail address is known of: %s. Hand the analysis over on paper.",
            ", ".join(people.mapped("name")) or self.env._("household and department"),
        )

    def _send_analysis(self, people):
        """Write to both in the household's language, with the paper."""
        form = self.env["property.visit.form"]
        case = self.with_context(lang=form._language(self))
        content, _type = case.env["ir.actions.report"]._render_qweb_pdf(
            ANALYSIS, self.ids
        )
        title = case.env._("Fault analysis %s", case.number)
        case.message_post(
            subject=title,
            body=case.env._(
                "Enclosed you find the analysis of the fault “%s”: its cause, what was"
                " done, and what keeps it from happening again.",
                case.name,
            ),
            partner_ids=people.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            attachments=[(f"{title}.pdf", content)],
        )
