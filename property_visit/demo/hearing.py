"""What was said on visits: notes, satisfaction, feedback, and tickets from it."""

from odoo.tools import SQL

from . import business_words, visit_words, words
from .register import households

REMARKED, REMARKED_BY_PRONE = 0.2, 0.6
PRONE = 4
TICKETED = 0.45
KINDS = {"complaint": 2, "suggestion": 3, "need": 3, "praise": 4, "question": 4}
DECISIONS = {"adopted": 7, "deferred": 2, "rejected": 1}
REPLIES = {
    "deferred": "需要进一步论证，已列入下半年议题，届时告知结果。",
    "rejected": "经研究暂不具备条件，已当面说明原因。",
}
SATISFACTION = {5: 38, 4: 45, 3: 13, 2: 3, 1: 1}
SATISFACTION_OF_COMPLAINERS = {4: 25, 3: 40, 2: 25, 1: 10}


class Hearing:
    """Makes up what households say, and keeps it until `register` writes it down."""

    def __init__(self, estates, dice, today):
        self.env, self.dice, self.today = estates.env, dice, today
        self.categories = {
            category.code: category
            for category in self.env["property.feedback.category"].search([])
        }
        everybody = households(estates).ids
        self.prone = set(dice.sample(everybody, min(PRONE, len(everybody))))
        self.said = []

    def listen(self, visit, day, method):
        """Values of a visit made on `day`: note, judgement, satisfaction."""
        if not visit.household_id:
            return {"note": self.dice.choice(visit_words.STAKEHOLDER_NOTES)}
        remarks = self._remarks(visit)
        self.said += [self._feedback(visit, day, remark) for remark in remarks]
        return {
            "note": self._note(visit, method, remarks),
            "satisfaction": self._satisfaction(remarks),
            **self._judgement(),
        }

    def register(self):
        """Write down what was said since last time; some of it becomes a ticket."""
        feedback = self.env["property.feedback"].create(self.said)
        self.said = []
        for item in feedback:
            if item.kind in ("complaint", "need") and self.dice.random() < TICKETED:
                self._open_ticket(item)
        self._backdate(feedback.ticket_id)

    # ------------------------------------------------------------------ words

    def _remarks(self, visit):
        """Mostly nothing, else one thing or two; some households only complain."""
        prone = visit.household_id.id in self.prone
        if self.dice.random() > (REMARKED_BY_PRONE if prone else REMARKED):
            return []
        kinds = {"complaint": 1} if prone else KINDS
        remarks = [
            self._remark(visit.estate_id, kinds)
            for _remark in range(self.dice.choice([1, 1, 1, 2]))
        ]
        return list(dict.fromkeys(remarks))

    def _remark(self, estate, kinds):
        kind = self.dice.choices(list(kinds), list(kinds.values()))[0]
        return self.dice.choice([r for r in self._sayable(estate) if r.kind == kind])

    def _sayable(self, estate):
        """Shops speak of no playground, residents of no goods lift."""
        if estate.estate_type_id.code == "residential":
            return words.REMARKS
        common = [
            r for r in words.REMARKS if r.category in business_words.BUSINESS_CATEGORIES
        ]
        return [
            remark
            for remark in common + business_words.BUSINESS_REMARKS
            if not self.categories[remark.category].estate_type_ids
            or estate.estate_type_id in self.categories[remark.category].estate_type_ids
        ]

    def _note(self, visit, method, remarks):
        home = visit.estate_id.estate_type_id.code == "residential"
        greetings = visit_words.GREETINGS if home else visit_words.BUSINESS_GREETINGS
        greeting = self.dice.choice(greetings.get(method.code, [""]))
        said = "".join(f"业户提到：{remark.text}" for remark in remarks)
        return greeting + (said or self.dice.choice(visit_words.CALM)) + self._closing()

    def _closing(self):
        return self.dice.choice(visit_words.CLOSINGS)

    def _satisfaction(self, remarks):
        """1 to 5, lower where somebody complained; 0 where nobody asked."""
        if self.dice.random() < 0.1:
            return 0
        complained = any(remark.kind == "complaint" for remark in remarks)
        weights = SATISFACTION_OF_COMPLAINERS if complained else SATISFACTION
        return self.dice.choices(list(weights), list(weights.values()))[0]

    def _judgement(self):
        if self.dice.random() > 0.15:
            return {}
        return {
            "strengths": self.dice.choice(visit_words.STRENGTHS),
            "shortcomings": self.dice.choice(visit_words.SHORTCOMINGS),
        }

    # ------------------------------------------------------------------ feedback

    def _feedback(self, visit, day, remark):
        """One thing said: the older it is, the further it was taken."""
        age = (self.today - day).days
        decision = "none"
        if age > 30 and remark.kind not in ("praise", "question"):
            decision = self.dice.choices(list(DECISIONS), list(DECISIONS.values()))[0]
        state = "closed" if age > 50 else "answered" if age > 20 else "open"
        return {
            "visit_id": visit.id,
            "date": day,
            "category_id": self.categories[remark.category].id,
            "kind": remark.kind,
            "description": remark.text,
            "proposal": remark.proposal if age > 5 else False,
            "decision": decision,
            "reply": REPLIES.get(decision, remark.reply) if state != "open" else False,
            "state": state,
            "is_valid": remark.kind != "complaint" or self.dice.random() > 0.08,
        }

    def _open_ticket(self, feedback):
        """A ticket as the button makes it; an old matter is registered as done."""
        values = {
            **feedback._prepare_ticket(),
            "user_id": feedback.team_id.user_id.id,
        }
        if feedback.state == "closed":
            values["stage_id"] = self._stage("done").id
        ticket = self.env["helpdesk.ticket"].create(values)
        feedback.ticket_id = ticket
        if feedback.state == "answered":
            ticket.stage_id = self._stage("in_progress")

    def _stage(self, name):
        return self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")

    def _backdate(self, tickets):
        """The register says when a matter came in, not when the demo was loaded."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """UPDATE helpdesk_ticket t
                      SET create_date = f.date + interval '2 hours',
                          assigned_date = f.date + interval '3 hours',
                          closed_date = CASE WHEN f.state = 'closed'
                                        THEN f.date + interval '52 hours' END
                     FROM property_feedback f
                    WHERE f.ticket_id = t.id AND t.id = ANY(%s)""",
                tickets.ids,
            )
        )
        tickets.invalidate_recordset()
