"""Two owner surveys, of this year and the last, and one on repairs that is running."""

from datetime import timedelta
from random import Random

from odoo.fields import Command

from ..rules import period
from . import questionnaire_words as words
from .register import households
from .survey_results import SurveyResults

MORNING = timedelta(hours=10)
RETURNED, LAST_YEAR, ANSWERED = 0.70, 0.60, 0.42
BLANK, WRITTEN = 0.07, 0.35
CHANNELS = {"qr": 5, "link": 4, "paper": 3, "door": 2, "phone": 1}
LEVELS = (38, 45, 11, 4, 2)  # very satisfied … very dissatisfied
# What people are less content with than with the rest.
HARD = ("repairs", "facilities", "prompt")
HARD_LEVELS = (22, 40, 22, 11, 5)


class Questionnaires:
    """Made up from one seed: the same register and day give the same answers."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today
        self.dice = Random("questionnaires")

    def ask(self):
        """Two that are closed and reported, and one that is running."""
        opened, closed = (
            self.today - timedelta(days=75),
            self.today - timedelta(days=45),
        )
        year = timedelta(days=364)
        self._finished(self.estates[:1], opened - year, closed - year, LAST_YEAR)
        survey = self._finished(self.estates, opened, closed, RETURNED)
        SurveyResults(survey, self.today).follow()
        self._running(self.today - timedelta(days=6), self.today + timedelta(days=8))

    def _finished(self, estates, opened, closed, share):
        questionnaire = self._issue(
            f"{opened.year} 年度业主满意度调查", "owner", estates, opened
        )
        self._answer(questionnaire, share, opened, closed)
        at = self._moment(closed) + timedelta(hours=7)
        questionnaire.write(
            {"state": "analysing", "date_close": closed, "closed_at": at}
        )
        ledger = self.env["property.commitment"]
        ledger._promise("questionnaire_closed", questionnaire, at)
        reported = self._moment(closed + timedelta(days=3))
        ledger._keep_for(questionnaire, "statistics", reported)
        questionnaire.write({"state": "published", "finished_at": reported})
        return questionnaire

    def _running(self, opened, closes):
        garden = self.estates[:1]
        questionnaire = self._issue("维修服务专项问卷", "topic", garden, opened)
        questionnaire.date_close = closes
        self._answer(questionnaire, ANSWERED, opened, self.today)

    def _issue(self, name, kind, estates, opened):
        questionnaire = self.env["property.questionnaire"].create(
            {
                "name": name,
                "kind": kind,
                "survey_id": self.env.ref(f"property_visit.survey_{kind}").id,
                "company_id": estates.company_id[:1].id,
                "estate_ids": [Command.set(estates.ids)],
                "date_open": opened,
            }
        )
        questionnaire.action_issue()
        questionnaire.issued_at = self._moment(opened)
        questionnaire.recipient_ids.sudo().issued_at = self._moment(opened)
        return questionnaire

    # ------------------------------------------------------------------ answers

    def _answer(self, questionnaire, share, opened, until):
        """That share of the households answers; a resident who signs in is left to."""
        asked = questionnaire.recipient_ids.sudo().sorted("id")
        signs_in = households(self.estates, ("member_ids.partner_id.user_ids", "!=", 0))
        if questionnaire.state == "collecting" and until == self.today:
            asked = asked.filtered(lambda r: r.household_id not in signs_in)
        count = round(len(questionnaire.recipient_ids) * share)
        chosen = asked.browse(self.dice.sample(asked.ids, min(count, len(asked))))
        survey = questionnaire.survey_id
        inputs = self.env["survey.user_input"].create(
            [self._input(survey, recipient, opened, until) for recipient in chosen]
        )
        self.env["survey.user_input.line"].create(
            [line for answer in inputs for line in self._lines(survey, answer)]
        )
        for recipient, answer in zip(chosen, inputs, strict=True):
            self._return(recipient, answer)

    def _input(self, survey, recipient, opened, until):
        days = max((until - opened).days - 1, 1)
        day = opened + timedelta(days=self.dice.randrange(days))
        start = self._moment(day) + timedelta(minutes=self.dice.randrange(600))
        return {
            "survey_id": survey.id,
            "partner_id": recipient.household_id.partner_id.id,
            "state": "done",
            "start_datetime": start,
            "end_datetime": start + timedelta(minutes=2),
        }

    def _return(self, recipient, answer):
        channel = self.dice.choices(list(CHANNELS), CHANNELS.values())[0]
        typist = recipient.household_id.butler_id
        by_staff = channel not in ("qr", "link")
        recipient.write(
            {
                "user_input_id": answer.id,
                "state": "answered",
                "channel": channel,
                "typed_by_id": typist.id if by_staff else False,
                "returned_at": answer.end_datetime,
            }
        )

    def _lines(self, survey, answer):
        for question in survey.question_ids:
            base = {"user_input_id": answer.id, "question_id": question.id}
            given = self._given(question)
            yield {**base, **(given or {"skipped": True, "answer_type": False})}

    def _given(self, question):
        if question.question_type == "text_box":
            return self._text(question)
        if self.dice.random() < BLANK:
            return None
        code = question.get_external_id()[question.id].rpartition("_")[2]
        weights = HARD_LEVELS if code in HARD else LEVELS
        if question.question_type == "scale":
            points = self.dice.choices((5, 4, 3, 2, 1), weights)[0]
            return {"answer_type": "scale", "value_scale": points}
        choices = question.suggested_answer_ids
        if question.question_type == "multiple_choice":
            weights = (1,) * len(choices)
        chosen = self.dice.choices(choices.ids, weights[: len(choices)])[0]
        return {"answer_type": "suggestion", "suggested_answer_id": chosen}

    def _text(self, question):
        if self.dice.random() > WRITTEN:
            return None
        code = question.get_external_id()[question.id]
        said = words.WORRIES if code.endswith("worries") else words.IDEAS
        if "topic" in code:
            said = words.REPAIRS
        return {"answer_type": "text_box", "value_text_box": self.dice.choice(said)}

    def _moment(self, day):
        return period.day_start_utc(day, self.estates[0].tz) + MORNING
