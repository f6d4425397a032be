"""What follows from a finished survey: register, departments, notice (Q6, Q7)."""

from datetime import timedelta

from markupsafe import Markup

from ..rules import period, working_time
from . import questionnaire_words as words


class SurveyResults:
    """The way of one closed questionnaire, seen from `today` (a local date)."""

    def __init__(self, questionnaire, today):
        self.env, self.survey, self.today = questionnaire.env, questionnaire, today
        self.estate = questionnaire.estate_id
        self.closed = questionnaire.date_close

    def follow(self):
        self._sort_opinions()
        self._charge_departments()
        lang = self.estate.user_ids[:1].lang or self.env.lang
        self.survey.with_context(lang=lang)._raise_nonconformity()
        self.survey.main_concerns = words.MAIN_CONCERNS
        self._publish()

    def _moment(self, day, hour=10):
        return period.day_start_utc(day, self.estate.tz) + timedelta(hours=hour)

    # ------------------------------------------------------------------ open answers

    def _sort_opinions(self):
        """All are sorted by what they are about, and answered."""
        opinions = self.env["property.questionnaire.opinion"]
        opinions._collect(self.survey)
        said = opinions.search([("questionnaire_id", "=", self.survey.id)], order="id")
        for text in dict.fromkeys(said.mapped("text")):
            same = said.filtered(lambda opinion, text=text: opinion.text == text)
            category, kind, reply = words.SORTED[text]
            same.write({"category_id": self._category(category).id, "kind": kind})
            same.action_register()
            self._answer(same.feedback_id, reply)

    def _category(self, code):
        return self.env.ref(f"property_visit.feedback_category_{code}")

    def _answer(self, feedback, reply):
        told = self._moment(self.closed + timedelta(days=12), 15)
        feedback.write(
            {
                "reply": reply,
                "state": "answered",
                "answered_at": told,
                "outcome_told_at": told,
            }
        )

    # ------------------------------------------------------------------ departments

    def _charge_departments(self):
        """One department is done, one is late, one still has time (Q6a)."""
        told = self.closed + timedelta(days=8)
        for code, what, outcome, due in (
            ("security", words.CHARGE_SECURITY, words.DONE_SECURITY, told),
            ("engineering", words.CHARGE_ENGINEERING, "", told),
            ("environment", words.CHARGE_ENVIRONMENT, "", self.today),
        ):
            team = self.env.ref(f"property_visit.team_{code}", False)
            if team:
                days = timedelta(days=12 if outcome else 30)
                self._charge(team, what, told, due + days, outcome)

    def _charge(self, team, what, told, due, outcome):
        line = self.env["property.questionnaire.improvement"].create(
            {
                "questionnaire_id": self.survey.id,
                "team_id": team.id,
                "user_id": team.user_id.id,
                "what": what,
                "date_due": due,
                "state": "told",
            }
        )
        ledger = self.env["property.commitment"]
        end = working_time.day_end(due, self.estate.tz)
        ledger._promise("improvement_due", line, self._moment(told), end)
        if outcome:
            done = self._moment(due - timedelta(days=2))
            line.write({"state": "done", "outcome": outcome, "done_at": done})
            ledger._keep_for(line, "improved", done)

    # ------------------------------------------------------------------ publication

    def _publish(self):
        """As the button does, without the paper: that would take its time."""
        survey = self.survey
        body = Markup(words.PUBLISHED).format(
            issued=survey.issued_count,
            returned=survey.returned_count,
            return_rate=f"{survey.return_rate:.1f}",
            satisfied=survey.satisfied_count,
            satisfaction_rate=f"{survey.satisfaction_rate:.1f}",
            plan=Markup().join(
                Markup("<li>{}：{}</li>").format(line.team_id.name, line.what)
                for line in survey.improvement_ids
            ),
        )
        values = survey._prepare_publication(body, self.env["ir.attachment"])
        values["date"] = self.closed + timedelta(days=14)
        self.env["property.publication"].create(values)
