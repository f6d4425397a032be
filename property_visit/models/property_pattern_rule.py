import logging
from collections import defaultdict, namedtuple
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import pattern, period

_logger = logging.getLogger(__name__)

# So long may the nightly search stand still without missing a repetition.
LOOK_BACK_DAYS = 92
FEEDBACK_KINDS = {
    "complaint": ["complaint"],
    "problem": ["complaint", "need"],
    "any": ["complaint", "need", "suggestion", "question"],
}
TICKET_KINDS = {
    "complaint": ["complaint"],
    "problem": ["complaint", "repair"],
    "any": ["complaint", "repair", "entrusted", "suggestion", "question"],
}
# One thing said: a feedback or a ticket, its local day, its category and its place.
Said = namedtuple("Said", "record day category place")


class PropertyPatternRule(models.Model):
    """How often the same problem has to come back before it counts as one fault (C10).

    What is found is raised as a nonconformity, once for a category and place; while it
    is open, what comes back joins it.
    """

    _name = "property.pattern.rule"
    _description = "Rule for repeated problems"
    _order = "procedure_id, sequence, id"

    name = fields.Char(required=True, translate=True)
    procedure_id = fields.Many2one(
        "property.procedure", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    scope = fields.Selection(
        [("household", "One household"), ("building", "One building")],
        required=True,
        default="household",
        help="Where the problem has to come back.",
    )
    kinds = fields.Selection(
        [
            ("complaint", "Complaints"),
            ("problem", "Complaints, needs and repairs"),
            ("any", "Everything but praise"),
        ],
        required=True,
        default="problem",
        help="What is counted.",
    )
    category_ids = fields.Many2many(
        "property.feedback.category", help="Empty: every category, each by itself."
    )
    minimum = fields.Integer(string="Times", required=True, default=3, aggregator=None)
    days = fields.Integer(
        string="Within Days",
        required=True,
        default=30,
        aggregator=None,
        help="Any so many days in a row, not calendar months.",
    )
    role_id = fields.Many2one(
        "property.role",
        string="Who Answers",
        default=lambda self: self.env.ref(
            "property_visit.role_manager", raise_if_not_found=False
        ),
        help="Whose matter the nonconformity becomes at the estate.",
    )

    _minimum_check = models.Constraint(
        "CHECK(minimum > 1)", "What happened once is no repetition: enter 2 or more."
    )
    _days_check = models.Constraint(
        "CHECK(days BETWEEN 1 AND 366)", "Look at 1 to 366 days."
    )

    # ------------------------------------------------------------------ searching

    @api.model
    def _cron_find_patterns(self):
        """Raise what repeated itself, at every estate by its procedure's rules (C10).

        One estate that fails is logged and does not keep the others waiting.
        """
        jobs = [
            (rule, estate)
            for rule in self.search([])
            for estate in rule.procedure_id.estate_ids
        ]
        self.env["ir.cron"]._commit_progress(remaining=len(jobs))
        for rule, estate in jobs:
            try:
                with self.env.cr.savepoint():
                    rule._find_patterns(estate)
            except Exception:
                _logger.exception("repeated problems of %s by %s", estate, rule)
            if not self.env["ir.cron"]._commit_progress(1):
                break

    def _find_patterns(self, estate):
        """Raise or join what repeated itself at one estate; twice changes nothing."""
        self.ensure_one()
        groups = defaultdict(list)
        for said in self._said(estate):
            groups[said.place, said.category].append(said)
        for (place, category), items in groups.items():
            self._settle(estate, place, category, items)

    def _settle(self, estate, place, category, items):
        """Compare what was said at one place with what is raised there already."""
        raised = self.env["mgmtsystem.nonconformity"]._of_pattern(self, category, place)
        settled = raised._said_records()
        fresh = [said for said in items if said.record not in settled]
        days = [said.day for said in fresh]
        going_on = raised.filtered(lambda nc: nc.state not in ("done", "cancel"))[:1]
        if going_on:
            known = going_on._said_records()
            dates = [said.day for said in items if said.record in known]
            found = pattern.joining(days, dates, self.days)
        else:
            found = pattern.repeated(days, self.minimum, self.days)
        if found:
            chosen = [fresh[position] for position in sorted(found)]
            going_on._raise_pattern(self, estate, category, place, chosen)

    # ------------------------------------------------------------------ counting

    def _said(self, estate):
        """What counts at an estate: each matter once, as its ticket if it has one."""
        since = estate._today() - timedelta(self.days + LOOK_BACK_DAYS)
        feedback = self.env["property.feedback"].search(
            self._feedback_domain(estate, since)
        )
        tickets = self.env["helpdesk.ticket"].search(self._ticket_domain(estate, since))
        said = [Said(one, one.date, one.category_id, self._at(one)) for one in feedback]
        for one in tickets.filtered(lambda ticket: ticket._counts_in_patterns()):
            day = period.local_day(one.create_date, estate.tz)
            said.append(Said(one, day, one.problem_category_id, self._at(one)))
        return said

    def _at(self, record):
        household = record.household_id
        return household if self.scope == "household" else household.building_id

    def _feedback_domain(self, estate, since):
        return self._shared_domain(estate, "category_id", "kind", FEEDBACK_KINDS) & (
            Domain("date", ">=", since)
            & Domain("is_valid", "=", True)
            & Domain("ticket_id", "=", False)
        )

    def _ticket_domain(self, estate, since):
        return self._shared_domain(
            estate, "problem_category_id", "property_kind", TICKET_KINDS
        ) & Domain("create_date", ">=", period.day_start_utc(since, estate.tz))

    def _shared_domain(self, estate, category, kind, kinds):
        domain = Domain("estate_id", "=", estate.id)
        domain &= Domain("household_id", "!=", False) & Domain(category, "!=", False)
        domain &= Domain(kind, "in", kinds[self.kinds])
        if self.category_ids:
            domain &= Domain(category, "in", self.category_ids.ids)
        return domain
