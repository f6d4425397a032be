from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

SUPERVISOR = "property_visit.group_property_supervisor"


class PropertyCaseMixin(models.AbstractModel):
    """Triage, dispatch to a department, its receipt, and the deciding role (C2–C6)."""

    _inherit = "property.case.mixin"

    findings = fields.Text(
        help="What the check on the same day found (C2a).", groups="base.group_user"
    )
    triage_proposal = fields.Text(
        help="What intake proposes to do (C2a).", groups="base.group_user"
    )
    handling = fields.Text(
        string="Handling Ordered",
        help="What the department is asked to do (C2).",
        groups="base.group_user",
    )
    dispatched_at = fields.Datetime(readonly=True, copy=False, groups="base.group_user")
    dispatched_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    receipt_at = fields.Datetime(
        string="Received by Department",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    receipt_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    remedy_tell_by = fields.Datetime(
        string="Remedy Told By",
        readonly=True,
        copy=False,
        help="The time the department set itself to tell the household (C5).",
    )
    sent_up_reason = fields.Text(
        readonly=True, copy=False, tracking=True, groups="base.group_user"
    )
    decision = fields.Text(
        readonly=True, copy=False, tracking=True, groups="base.group_user"
    )
    decided_at = fields.Datetime(readonly=True, copy=False, groups="base.group_user")
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )

    def _own_facts(self):
        return super()._own_facts() | {
            "dispatched_at",
            "dispatched_by_id",
            "receipt_at",
            "receipt_by_id",
            "remedy_tell_by",
            "sent_up_reason",
            "decision",
            "decided_at",
            "decided_by_id",
        }

    # ------------------------------------------------------------------ triage

    def _follow_triage(self):
        """Findings with a proposal are the report of intake (C2a, C3)."""
        reported = self.filtered(lambda case: case.findings and case.triage_proposal)
        reported._settle("triage", fields.Datetime.now())

    def _dispatch(self, team, handling=None):
        """Send it to the department that answers from now on (C2, C2a).

        :param team: `helpdesk.ticket.team`
        :param handling: what it is asked to do, may be empty
        :raise AccessError: the procedure leaves this to the deciding role
        """
        now = fields.Datetime.now()
        for case in self:
            if case._is_for_decider() and not case._may_decide():
                raise AccessError(case._decider_sentence())
            case._act(
                "dispatch",
                team_id=team.id,
                handling=handling or case.handling,
                dispatched_at=now,
                dispatched_by_id=self.env.uid,
                receipt_at=False,
                receipt_by_id=False,
                remedy_tell_by=False,
            )
            case._owed_by_department()._cancel(self.env._("Sent to another department"))
            case._promise_of("ticket_dispatched", now, case._latest(now), team.user_id)

    def _is_for_decider(self):
        procedure = self.estate_id.sudo().procedure_id
        return self.severity == "major" or procedure.is_triage_decided

    def _latest(self, start):
        """The latest time that a department may tell its remedy by (C5)."""
        days = self.estate_id.sudo().procedure_id.remedy_days
        return start + timedelta(days=days)

    def _owed_by_department(self):
        promises = self.env["property.commitment"]._of(self)
        return promises.filtered(lambda p: p.rule_id.event == "ticket_dispatched")

    # ------------------------------------------------------------------ receipt

    def _receive(self, tell_by=None):
        """The department takes it over and says when it tells its remedy (C5).

        :param tell_by: naive UTC datetime, the latest allowed by default
        :raise AccessError: the user is not of that department
        :raise UserError: later than the procedure allows, or past
        """
        self.ensure_one()
        self._check_department()
        now = fields.Datetime.now()
        tell_by = tell_by or self._latest(now)
        if not now <= tell_by <= self._latest(now):
            raise UserError(
                self.env._(
                    "The household is told the remedy within %s days of your receipt:"
                    " choose a time until then.",
                    self.estate_id.sudo().procedure_id.remedy_days,
                )
            )
        me = self.env.user if self.env.user in self.team_id.user_ids else self.user_id
        self._act(
            "start",
            receipt_at=now,
            receipt_by_id=self.env.uid,
            remedy_tell_by=tell_by,
            user_id=me.id,
        )
        promises = self._owed_by_department()
        promises.write({"date_start": now, "agreed_due": tell_by})
        promises._count_due()

    def _check_department(self):
        """The department concerned acts here, or who supervises it."""
        user = self.env.user
        member = user in self.sudo().team_id.user_ids
        if not (self.env.su or member or user.has_group(SUPERVISOR)):
            raise AccessError(
                self.env._("This is for the department that the case was sent to.")
            )

    # ------------------------------------------------------------------ deciding

    def _send_up(self, reason):
        """What a department cannot solve goes to the deciding role at once (C6).

        :raise UserError: no reason
        """
        if not (reason or "").strip():
            raise UserError(self.env._("Write down why it cannot be solved here."))
        self.check_access("write")
        for case in self:
            if case.handling_state in (False, "closed"):
                raise UserError(case._refusal())
            case.sudo().sent_up_reason = reason
            case._promise_decision(fields.Datetime.now())

    def _promise_decision(self, at):
        """The deciding role has to decide (C6); it hears of it now."""
        decider = self._deciders()[:1]
        made = self._promise_of("ticket_major", at, user=decider)
        if made and decider:
            told = self.sudo().with_context(lang=decider.lang)
            told.message_notify(
                partner_ids=decider.partner_id.ids,
                subject=told.env._("%s needs your decision", self.display_name),
                body=self.sent_up_reason or self.name,
            )

    def _deciders(self):
        """Users who hold the deciding role at the estate today (C6)."""
        return self._holding(self.estate_id.sudo().procedure_id.deciding_role_id)

    def _may_decide(self):
        """The holder decides; where nobody holds the role, the estate's managers."""
        deciders = self._deciders()
        if self.env.su or self.env.user in deciders:
            return True
        return not deciders and self.env.user.has_group(
            "property_visit.group_property_manager"
        )

    def _decider_sentence(self):
        return self.env._(
            "This is decided by the %(role)s: %(people)s.",
            role=self.estate_id.sudo().procedure_id.deciding_role_id.name
            or self.env._("manager"),
            people=", ".join(self._deciders().mapped("name"))
            or self.env._("nobody holds the role yet"),
        )

    def _decide(self, text, team=None):
        """Decide what happens, and name the department where one is to act (C6).

        :raise UserError: no decision written
        :raise AccessError: the user does not hold the deciding role
        """
        self.ensure_one()
        if not self._may_decide():
            raise AccessError(self._decider_sentence())
        if not (text or "").strip():
            raise UserError(self.env._("Write down what is decided."))
        self.check_access("write")
        now = fields.Datetime.now()
        facts = {"decision": text, "decided_at": now, "decided_by_id": self.env.uid}
        self.sudo().write(facts)
        self._settle("decided", now)
        if team:
            self._dispatch(team, text)
