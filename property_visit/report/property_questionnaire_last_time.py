from odoo import models

RESULTS = ("analysing", "published")


class PropertyQuestionnaire(models.Model):
    """The last time: what a campaign is compared with, and whether it may be (Q5)."""

    _inherit = "property.questionnaire"

    def _previous(self):
        """What this one measures again, else the last campaign of its kind before it
        at one of its estates.

        :return: `property.questionnaire`, of which somebody was asked, or none
        """
        self.ensure_one()
        follows = self.follows_id
        if follows.estate_ids & self.estate_ids and follows.state in RESULTS:
            return follows
        return self.search(
            [
                ("kind", "=", self.kind),
                ("company_id", "=", self.company_id.id),
                ("estate_ids", "in", self.estate_ids.ids),
                ("state", "in", RESULTS),
                ("date_open", "<", self.date_open),
            ]
            + ([("survey_id", "=", self.survey_id.id)] if self.kind == "topic" else []),
            order="date_open desc, id desc",
            limit=1,
        )

    def _judges_like(self, other):
        """Whether a form is satisfied by the same rule here as in another campaign."""
        rules = [(one.form_rule, one._enough_satisfied()) for one in (self, other)]
        return rules[0] == rules[1]

    def _enough_satisfied(self):
        return self.satisfied_from if self.form_rule == "average" else None

    def _then(self, now):
        """Percentages of this campaign to hold beside those of a later one.

        Of the estates of both, and no satisfaction where it was judged otherwise.

        :return: dict name of the rate → percent, or None
        """
        common = self.estate_ids & now.estate_ids
        counted = self._count_forms(
            [("questionnaire_id", "=", self.id), ("estate_id", "in", common.ids)]
        )
        sums = counted.get(self.id, (0,) * 5)
        concerned, issued, returned, judged, satisfied = sums
        judged = judged if now._judges_like(self) else 0
        return {
            "issue_rate": 100.0 * issued / concerned if concerned else None,
            "return_rate": 100.0 * returned / issued if issued else None,
            "satisfaction_rate": 100.0 * satisfied / judged if judged else None,
        }

    def _last_sentence(self, before):
        """Which campaign is meant by the last time, and at which estates."""
        day = self.env["property.visit.form"]._day
        words = {
            "name": before.name,
            "estates": ", ".join((before.estate_ids & self.estate_ids).mapped("name")),
            "days": " – ".join(
                day(date) for date in (before.date_open, before.date_close) if date
            ),
        }
        if self._judges_like(before):
            return self.env._("Last time: %(name)s, %(estates)s, %(days)s.", **words)
        return self.env._(
            "Last time: %(name)s, %(estates)s, %(days)s. When a form is satisfied was"
            " decided by another rule: its satisfaction rate is not comparable.",
            **words,
        )

    def _items_before(self, before):
        """The items of the last time, at the estates of both."""
        if not before:
            return []
        others = before.estate_ids - self.estate_ids
        own = [("estate_id", "in", self.estate_ids.ids)]
        return before._statistics(own if others else ())
