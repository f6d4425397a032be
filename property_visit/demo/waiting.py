"""Cases that wait for one word today: a decision, and a colleague's yes."""

from .case_words import FINDINGS, MAJOR, OFFERED, PROPOSAL
from .cases import HOUR, Cases
from .register import households


class Waiting(Cases):
    """What is on the desks of the first of some estates besides the daily work."""

    def arise(self):
        """A major complaint without decision, and an offer not yet accepted (C6, C9).

        Of the butlers of the buildings, the last offers and the first is asked.
        """
        butlers = self.estates[:1].building_ids.butler_id.sorted("id")
        if butlers:
            self._need_decision(butlers[0])
        if len(butlers) > 1:
            self._offer(butlers[-1], butlers[0])

    def _need_decision(self, butler):
        ticket = self._come_in(MAJOR, butler)
        ticket.write({"findings": FINDINGS, "triage_proposal": PROPOSAL})

    def _offer(self, butler, colleague):
        self._come_in(OFFERED, butler)._hand_over(colleague)

    def _come_in(self, story, butler):
        """It came in some hours ago, and the butler took it."""
        ticket = self._register(story, self._untroubled(butler))
        ticket._pass_on(butler)
        if promise := self._owed(ticket):
            self._shift(ticket, promise, self.now + story.due * HOUR)
        return ticket

    def _untroubled(self, butler):
        """A household of the butler, without another case where there is one."""
        living = households(
            self.estates[:1],
            ("occupancy", "=", "occupied"),
            ("butler_id", "=", butler.id),
        )
        troubled = self.env["helpdesk.ticket"].search(
            [("household_id", "in", living.ids)]
        )
        return ((living - troubled.household_id) or living)[:1]
