from odoo import models
from odoo.exceptions import UserError

from .property_questionnaire_recipient import STAFF_CHANNELS


class PropertyQuestionnaireRecipient(models.Model):
    """The form in a household's hands: its text, its paper, its answer (Q8)."""

    _inherit = "property.questionnaire.recipient"

    # ------------------------------------------------------------------ words

    def _lang(self):
        """The language this household is written to (H8)."""
        self.ensure_one()
        return self.household_id._spoken_with(self.partner_id)

    def _place(self):
        self.ensure_one()
        return " ".join(filter(None, (self.building_id.name, self.household_id.unit)))

    def _channel_label(self):
        labels = self._fields["channel"]._description_selection(self.env)
        return dict(labels).get(self.channel, "")

    def _page_state(self):
        """Why the link opens no questions (key of the page's sentences)."""
        if self.state != "waiting":
            return self.state
        return "early" if self.questionnaire_id.state == "draft" else "closed"

    def action_copy_text(self):
        """A message with the link, ready to be pasted into SMS or WeChat.

        :return: the dialog that shows it
        """
        self.ensure_one()
        self._check_reach()
        wizard = self.env["property.questionnaire.answer"].create(
            {"recipient_id": self.id, "message": self._message()}
        )
        return wizard._open(
            "property_visit.property_questionnaire_message_view_form",
            self.env._("Message With the Link"),
        )

    def _message(self):
        lang = self.with_context(lang=self._lang())
        return lang.env._(
            "%(estate)s: how do you find living here? %(name)s, two minutes, once per"
            " household (%(place)s): %(url)s",
            estate=lang.estate_id.name,
            name=lang.questionnaire_id.name,
            place=lang._place(),
            url=lang.url,
        )

    # ------------------------------------------------------------------ answers

    def action_enter_answers(self):
        """Ask by which way the answers came, then open the survey for them (Q8).

        :raise UserError: it is answered already, left out, or no answers are taken
        """
        self.ensure_one()
        self._check_enter()
        wizard = self.env["property.questionnaire.answer"].create(
            {"recipient_id": self.id}
        )
        return wizard._open(
            "property_visit.property_questionnaire_answer_view_form",
            self.env._("Enter Answers"),
        )

    def _enter(self, channel):
        """Open this household's survey for the user, who is recorded with it."""
        self._check_enter()
        answer = self._answer(channel, typed_by=self.env.user)
        return {
            "type": "ir.actions.act_url",
            "url": answer.get_start_url(),
            "target": "new",
            "close": True,
        }

    def _check_enter(self):
        self._check_reach()
        if self.state == "answered":
            raise UserError(
                self.env._("%s has answered already.", self.household_id.display_name)
            )
        if self.state == "left_out":
            raise UserError(
                self.env._(
                    "%(household)s is left out: %(reason)s.",
                    household=self.household_id.display_name,
                    reason=self.reason,
                )
            )

    def action_view_answers(self):
        """What the household answered; for supervisors and above (H5).

        :raise UserError: nothing was sent off yet, or the user is no supervisor
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("property_visit.group_property_supervisor"):
            raise UserError(
                self.env._("What a household answered is read by supervisors.")
            )
        answer = self.sudo().user_input_id
        if self.state != "answered" or not answer:
            raise UserError(self.env._("Nothing was answered yet."))
        url = answer.get_print_url()
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}

    def _open_link(self, channel):
        """The survey answer, for whoever opens the household's link or its QR code.

        Staff who are signed in answer on the household's behalf: by the way they said,
        else at the door.

        :param str channel: "link" or "qr"
        :return: `survey.user_input` as superuser
        """
        typist = self._typist()
        if typist:
            channel = self.channel if self.channel in STAFF_CHANNELS else "door"
        return self._answer(channel, typed_by=typist)

    def _typist(self):
        """The user, if a member of staff to whom this is another's home (Q8)."""
        user = self.env.user
        at_home = self.household_id in user.partner_id._households_of_user()
        return user if user._is_internal() and not at_home else user.browse()

    def _returned(self):
        """Who sends the answer off has typed it, whoever opened it before (Q8).

        What programs send off stays as it was opened.
        """
        waiting = self.filtered(lambda recipient: recipient.state == "waiting")
        super()._returned()
        if self.env.user._is_superuser():
            return
        for recipient in waiting:
            typist = recipient._typist()
            recipient.typed_by_id = typist
            by_staff = recipient.channel in STAFF_CHANNELS
            if bool(typist) != by_staff:
                recipient.channel = "door" if typist else "link"

    # ------------------------------------------------------------------ paper

    def _paper_items(self):
        """The questions as a paper form lists them, in the language of the context.

        Neighbouring questions that offer the same choices become one table; those with
        words of their own around them stand alone.

        :return: list of dicts `kind` (rated, choice, scale, lines) `number` `title`
            `columns` `rows` `heading` (of a matrix) `only` (on what condition it is
            asked) `comment` (what is asked beside the choices)
        """
        self.ensure_one()
        items = []
        questions = self.questionnaire_id.sudo().survey_id.question_ids
        numbers = {question: place for place, question in enumerate(questions, 1)}
        for question in questions:
            item = self._paper_item(numbers[question], question)
            item["only"] = self._paper_condition(question, numbers)
            last = items[-1] if items else {}
            if self._paper_together(last, item):
                last["rows"] += item["rows"]
            else:
                items.append(item)
        return items

    def _paper_together(self, last, item):
        alone = ("heading", "only", "comment")
        if any(one.get(words) for one in (last, item) for words in alone):
            return False
        shapes = [(one.get("kind"), one.get("columns")) for one in (last, item)]
        return item["kind"] == "rated" and shapes[0] == shapes[1]

    def _paper_condition(self, question, numbers):
        chosen = question.triggering_answer_ids
        answers = [f"{numbers.get(a.question_id, '')}. {a.value}" for a in chosen]
        if not answers:
            return ""
        return self.env._(
            "Only if you have ticked: %(answers)s", answers=" / ".join(answers)
        )

    def _paper_comment(self, question):
        """What is asked beside the choices, in the words of the question's page."""
        if not question.comments_allowed:
            return ""
        return question.comments_message or self.env._("If other, please specify:")

    def _paper_item(self, number, question):
        item = {"number": number, "title": question.title, "rows": [], "columns": []}
        item |= {"heading": "", "comment": self._paper_comment(question)}
        kind = question.question_type
        choices = question.suggested_answer_ids.mapped("value")
        if kind == "matrix":
            rows = [(number, row.value) for row in question.matrix_row_ids]
            asked = {"kind": "rated", "columns": choices, "rows": rows}
            return {**item, **asked, "heading": question.title}
        if kind == "simple_choice":
            rows = [(number, question.title)]
            return {**item, "kind": "rated", "columns": choices, "rows": rows}
        if kind == "multiple_choice":
            return {**item, "kind": "choice", "columns": choices}
        if kind == "scale":
            points = list(range(question.scale_min, question.scale_max + 1))
            ends = [question.scale_min_label or "", question.scale_max_label or ""]
            return {**item, "kind": "scale", "columns": points, "rows": ends}
        return {**item, "kind": "lines"}
