from odoo import fields, models
from odoo.tools import SQL


class PropertyQuestionnaireFormAnalysis(models.Model):
    """The forms of the campaigns, to count: concerned, issued, returned, satisfied.

    One row for a household asked. Summed over the campaigns of a year it gives the
    year's rates of issue and return (Q1), summed over estates the company's (Q4). A
    form that came back is judged if its campaign asks anything that can be satisfied:
    one that asks for opinions alone has no rate, and lowers nobody else's.
    """

    _name = "property.questionnaire.form.analysis"
    _description = "Analysis of forms"
    _inherit = ["property.segment.mixin", "property.rate.mixin"]
    _auto = False
    _rec_name = "recipient_id"
    _order = "date DESC, id DESC"
    _rates = {
        "issue_rate:avg": ("issued", "concerned"),
        "return_rate:avg": ("returned", "issued"),
        "satisfaction_rate:avg": ("satisfied", "judged"),
    }

    questionnaire_id = fields.Many2one("property.questionnaire", readonly=True)
    recipient_id = fields.Many2one("property.questionnaire.recipient", readonly=True)
    kind = fields.Selection(
        [("owner", "Annual owner survey"), ("topic", "On one topic")], readonly=True
    )
    company_id = fields.Many2one("res.company", readonly=True)
    date = fields.Date(string="Opened On", readonly=True)
    estate_id = fields.Many2one("property.estate", readonly=True)
    building_id = fields.Many2one("property.building", readonly=True)
    channel = fields.Selection(
        lambda self: (
            self.env["property.questionnaire.recipient"]
            ._fields["channel"]
            ._description_selection(self.env)
        ),
        readonly=True,
    )
    concerned = fields.Integer(string="Households Concerned", readonly=True)
    issued = fields.Integer(string="Forms Issued", readonly=True)
    returned = fields.Integer(readonly=True)
    judged = fields.Integer(
        string="Forms Judged",
        readonly=True,
        help="Returned, where the questions tell whether a form is satisfied.",
    )
    satisfied = fields.Integer(string="Satisfied Forms", readonly=True)
    left_out = fields.Integer(readonly=True)
    issue_rate = fields.Float(readonly=True, aggregator="avg")
    return_rate = fields.Float(readonly=True, aggregator="avg")
    satisfaction_rate = fields.Float(readonly=True, aggregator="avg")

    _depends = {
        "property.questionnaire": [
            "company_id",
            "date_open",
            "form_rule",
            "kind",
            "overall_question_id",
            "satisfied_from",
            "survey_id",
        ],
        "property.questionnaire.recipient": [
            "channel",
            "issued_at",
            "state",
            "user_input_id",
        ],
        "survey.user_input": ["state", "test_entry"],
        "property.questionnaire.analysis": ["rated", "satisfied"],
    }

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT f.*, CASE WHEN concerned > 0 THEN issued::float END AS issue_rate,
                   CASE WHEN issued > 0 THEN returned::float END AS return_rate,
                   CASE WHEN judged > 0 THEN satisfied::float END
                        AS satisfaction_rate
              FROM (SELECT %s FROM property_questionnaire_recipient r
                      JOIN property_questionnaire c ON c.id = r.questionnaire_id
                      LEFT JOIN survey_user_input ui ON ui.id = r.user_input_id
                            AND r.state = 'answered' AND ui.state = 'done'
                            AND NOT COALESCE(ui.test_entry, FALSE)
                      LEFT JOIN (%s) form
                             ON form.recipient_id = r.id
                            AND form.questionnaire_id = r.questionnaire_id
                      LEFT JOIN (%s) judge ON judge.survey_id = c.survey_id) f
            """,
            self._select(),
            self._forms(),
            self._judging(),
        )

    def _select(self):
        """The rule of a satisfied form is `rules.statistics.is_form_satisfied`."""
        return SQL(
            """
            r.id, r.id AS recipient_id, r.questionnaire_id, r.estate_id, r.building_id,
            r.household_id, r.channel, c.kind, c.company_id, c.date_open AS date,
            (r.state <> 'left_out')::int AS concerned,
            (r.state <> 'left_out' AND r.issued_at IS NOT NULL)::int AS issued,
            (ui.id IS NOT NULL)::int AS returned,
            (r.state = 'left_out')::int AS left_out,
            (ui.id IS NOT NULL
                AND COALESCE(CASE c.form_rule
                    WHEN 'overall' THEN c.overall_question_id = ANY(judge.question_ids)
                    ELSE judge.survey_id IS NOT NULL END, FALSE))::int AS judged,
            COALESCE(CASE c.form_rule
                WHEN 'overall' THEN form.overall > 0
                WHEN 'all_items' THEN form.rated > 0 AND form.satisfied = form.rated
                ELSE form.rated > 0
                     AND 100 * form.satisfied >= c.satisfied_from * form.rated
                END, FALSE)::int AS satisfied
            """
        )

    def _judging(self):
        """The rated questions of each survey that has some."""
        return SQL(
            """
            SELECT item.survey_id, array_agg(item.question_id) AS question_ids
              FROM (%s) item WHERE item.is_rated GROUP BY item.survey_id
            """,
            self.env["property.questionnaire.analysis"]._items(),
        )

    def _forms(self):
        """Each form returned: its rated items, and its overall one."""
        return SQL(
            """
            SELECT a.recipient_id, a.questionnaire_id, SUM(a.rated) AS rated,
                   SUM(a.satisfied) AS satisfied,
                   SUM(a.satisfied) FILTER (
                       WHERE a.question_id = campaign.overall_question_id) AS overall
              FROM (%s) a
              JOIN property_questionnaire campaign ON campaign.id = a.questionnaire_id
             GROUP BY a.recipient_id, a.questionnaire_id
            """,
            self.env["property.questionnaire.analysis"]._table_query,
        )
