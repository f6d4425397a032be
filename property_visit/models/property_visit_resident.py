from odoo import api, fields, models
from odoo.tools import plaintext2html

ANSWERS = [
    ("confirmed", "Confirmed"),
    ("other_time", "Asked for another time"),
    ("declined", "Declined"),
]
FACES = [
    ("1", "Very dissatisfied"),
    ("2", "Dissatisfied"),
    ("3", "Neutral"),
    ("4", "Satisfied"),
    ("5", "Very satisfied"),
]
UNHAPPY = ("1", "2")
SLOT = {"appointment_start", "appointment_stop", "date_planned"}


class PropertyVisit(models.Model):
    """What the household itself answers, on the portal or by a link (P9, V2, M3)."""

    _inherit = "property.visit"

    household_answer = fields.Selection(
        ANSWERS,
        readonly=True,
        copy=False,
        tracking=True,
        help="What the household said to the time it was told; empty for a new time.",
    )
    household_answered_at = fields.Datetime(readonly=True, copy=False)
    household_words = fields.Text(readonly=True, copy=False)
    resident_rating = fields.Selection(
        FACES,
        string="Rated by the Household",
        readonly=True,
        copy=False,
        tracking=True,
    )
    resident_rating_words = fields.Text(readonly=True, copy=False)
    resident_rated_at = fields.Datetime(readonly=True, copy=False)

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {
            "household_answer",
            "household_answered_at",
            "household_words",
            "resident_rating",
            "resident_rating_words",
            "resident_rated_at",
        }

    def write(self, vals):
        """Another day or time has not been answered to yet."""
        if not SLOT.isdisjoint(vals) and "household_answer" not in vals:
            answered = self.filtered("household_answer")
            moved = answered.filtered(lambda visit: visit._changes_slot(vals))
            super(PropertyVisit, moved.sudo()).write({"household_answer": False})
        return super().write(vals)

    def _changes_slot(self, vals):
        for name in SLOT & vals.keys():
            field = self._fields[name]
            value = field.convert_to_cache(vals[name], self)
            if field.convert_to_record(value, self) != self[name]:
                return True
        return False

    # ------------------------------------------------------------------ the time

    def _may_answer_time(self):
        """Whether the household can still say something to the time."""
        self.ensure_one()
        today = self.estate_id._today()
        ahead = self._is_open() and self.date_planned >= today
        return ahead and bool(self.household_id) and not self.household_answer

    def _resident_confirm(self, words=""):
        """The time suits the household; where an hour is proposed, it is agreed (P9).

        To be called as superuser, who is not the one to ask for rights.

        :param str words: what was written along, may be empty
        :raise UserError: the visit has ended
        """
        visit = self._in_house(self._who_follows_up())
        start = visit.appointment_start
        if start and visit.state == "planned":
            visit._appoint(start, visit._usual_end(start))
        elif not start:
            visit.appointment_state = "agreed"
        visit._note_answer("confirmed", words)
        if words:
            visit._hand_to_visitor(visit.env._("The household confirmed, and wrote"))

    def _resident_ask_other_time(self, words=""):
        """Another time is wanted: the hour is withdrawn, the visitor has to call."""
        visit = self._in_house(self._who_follows_up())
        visit._withdraw_time()
        visit._note_answer("other_time", words)
        visit._hand_to_visitor(visit.env._("The household asks for another time"))

    def _resident_decline(self, words=""):
        """The household does not want it; what follows, the visitor decides."""
        visit = self._in_house(self._who_follows_up())
        visit._withdraw_time()
        visit.appointment_state = "declined"
        visit._note_answer("declined", words)
        visit._hand_to_visitor(visit.env._("The household declines the visit"))

    def _withdraw_time(self):
        if self.state == "appointed":
            self.action_withdraw_appointment()
        elif self.appointment_state != "none":
            self.write({"appointment_start": False, "appointment_stop": False})
            self.appointment_state = "none"

    def _note_answer(self, answer, words):
        self.ensure_one()
        self.write(
            {
                "household_answer": answer,
                "household_answered_at": fields.Datetime.now(),
                "household_words": words or False,
            }
        )
        labels = dict(self._fields["household_answer"]._description_selection(self.env))
        text = self.env._("The household answered: %s", labels[answer])
        self.message_post(body="\n".join(filter(None, [text, words])))

    def _hand_to_visitor(self, summary, user=None):
        words = self.resident_rating_words or self.household_words
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=summary,
            note=plaintext2html(words) if words else "",
            user_id=(user or self._who_follows_up()).id,
        )

    def _who_follows_up(self):
        """One of us, whoever acts: the visitor, the butler, else who hears of it."""
        person = self.user_id or self.household_id.butler_id
        return person or self._attempt_listener()

    # ------------------------------------------------------------------ the visit

    def _may_rate(self):
        """Whether the household can judge the visit: once, when it took place."""
        self.ensure_one()
        return (
            self.state == "done"
            and bool(self.household_id)
            and (not self.resident_rating)
        )

    def _resident_rate(self, score, words=""):
        """The household judges the visit; where nobody asked, this is the figure.

        :param score: 1 (very dissatisfied) to 5 (very satisfied), number or text
        :param str words: why, may be empty
        """
        self.ensure_one()
        self.write(
            {
                "resident_rating": str(score),
                "resident_rating_words": words or False,
                "resident_rated_at": fields.Datetime.now(),
                "satisfaction": self.satisfaction or int(score),
            }
        )
        visit = self._in_house(self._attempt_listener())
        labels = dict(self._fields["resident_rating"]._description_selection(visit.env))
        text = visit.env._("The household rated the visit: %s", labels[str(score)])
        visit.message_post(body="\n".join(filter(None, [text, words])))
        if str(score) in UNHAPPY:
            visit._hand_to_visitor(
                visit.env._("Rated badly by the household"), self._attempt_listener()
            )
