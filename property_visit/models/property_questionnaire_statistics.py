from odoo import api, fields, models

from ..rules import statistics

COUNTS = ("answered", "satisfied", "blank", "not_shown")


class PropertyQuestionnaire(models.Model):
    """What a campaign found: satisfied forms of returned ones, item by item (Q3, Q4).

    Everything is read from the two analysis models, which the pivots read, too. Who may
    read the campaign reads its sums; what one household answered is not among them.
    """

    _inherit = "property.questionnaire"

    satisfied_count = fields.Integer(
        compute="_compute_satisfaction", string="Satisfied Forms"
    )
    judged_count = fields.Integer(
        compute="_compute_satisfaction",
        string="Forms Judged",
        help="Forms returned; none where no question tells who is satisfied (Q4).",
    )
    satisfaction_rate = fields.Float(
        compute="_compute_satisfaction", help="Satisfied of returned forms, percent."
    )
    is_representative = fields.Boolean(
        compute="_compute_satisfaction",
        help="Enough forms were issued and came back (Q1) for the rates to stand for"
        " the households.",
    )
    is_below_target = fields.Boolean(
        compute="_compute_satisfaction", help="Less satisfied than the target (Q6)."
    )

    @api.depends(
        "recipient_ids.state",
        "recipient_ids.issued_at",
        "issue_target",
        "return_target",
        "satisfaction_target",
        "form_rule",
        "overall_question_id",
        "satisfied_from",
    )
    def _compute_satisfaction(self):
        counted = self._count_forms([("questionnaire_id", "in", self.ids)])
        for questionnaire in self:
            concerned, issued, returned, judged, satisfied = counted.get(
                questionnaire.id, (0, 0, 0, 0, 0)
            )
            targets = questionnaire.issue_target, questionnaire.return_target
            questionnaire.satisfied_count = satisfied
            questionnaire.judged_count = judged
            questionnaire.satisfaction_rate = (
                100.0 * satisfied / judged if judged else 0.0
            )
            questionnaire.is_representative = statistics.is_representative(
                concerned, issued, returned, *targets
            )
            questionnaire.is_below_target = judged and not statistics.reaches(
                satisfied, judged, questionnaire.satisfaction_target
            )

    @api.model
    def _count_forms(self, domain, groupby="questionnaire_id"):
        """Sums of forms.

        :return: dict group id → (concerned, issued, returned, judged, satisfied)
        """
        measures = ("concerned", "issued", "returned", "judged", "satisfied")
        sums = [f"{measure}:sum" for measure in measures]
        groups = (
            self.env["property.questionnaire.form.analysis"]
            .sudo()
            ._read_group(domain, [groupby], sums)
        )
        return {group.id: tuple(figures) for group, *figures in groups}

    # ------------------------------------------------------------------ items

    def _statistics(self, domain=()):
        """Count the answers item by item, in the order of the questions (Q3, Q4).

        :param domain: narrows what is counted, on `property.questionnaire.analysis`
        :return: list of `rules.statistics.ItemCount`; `item` is the question or the
            row of a matrix in the user's language, `rate` is None without an answer
        """
        self.ensure_one()
        self.check_access("read")
        items = self._items()
        counted = self._count_some(domain) if domain else self._count_all(items)
        return [
            statistics.ItemCount(
                item.name.partition(" ")[2],
                *counted.get(item.key, (0, 0, 0, 0)),
                is_rated=item.is_rated,
            )
            for item in items
        ]

    def get_statistics(self):
        """The figures of one campaign as plain values, for other programs.

        :return: dict of counts, targets and percentages (None where nothing was
            counted), `items` as dicts `item answered satisfied blank not_shown rate`,
            `choices` as `_choice_rows` returns them
        """
        self.ensure_one()
        names = ("household_count", "issued_count", "returned_count", "left_out_count")
        return {
            **{name: self[name] for name in names},
            "satisfied_count": self.satisfied_count,
            "issue_rate": self.issue_rate if self.household_count else None,
            "return_rate": self.return_rate if self.issued_count else None,
            "satisfaction_rate": self._satisfaction_percent(),
            "satisfaction_target": self.satisfaction_target,
            "is_representative": self.is_representative,
            "year": self._year_figures(),
            "items": [
                {name: getattr(count, name) for name in ("item", *COUNTS, "rate")}
                for count in self._statistics()
            ],
            "choices": self._choice_rows(),
        }

    def _satisfaction_percent(self):
        return self.satisfaction_rate if self.judged_count else None

    # ------------------------------------------------------------------ comparisons

    def _year_figures(self):
        """Issue and return summed over the year's owner surveys of the estates (Q1).

        :return: dict `campaigns concerned issued returned issue_rate return_rate`; the
            rates in percent, or None
        """
        self.ensure_one()
        day = self.date_open or fields.Date.context_today(self)
        counted = self._count_forms(
            [
                ("kind", "=", "owner"),
                ("estate_id", "in", self.estate_ids.ids),
                ("date", ">=", day.replace(month=1, day=1)),
                ("date", "<=", day.replace(month=12, day=31)),
            ]
        )
        columns = list(zip(*counted.values(), strict=True)) or [()] * 5
        concerned, issued, returned, _judged, _satisfied = map(sum, columns)
        return {
            "campaigns": len(counted),
            "concerned": concerned,
            "issued": issued,
            "returned": returned,
            "issue_rate": 100.0 * issued / concerned if concerned else None,
            "return_rate": 100.0 * returned / issued if issued else None,
        }
