"""Free help that butlers gave (V6); what was said about it is in the register."""

from datetime import timedelta

from odoo.fields import Command

from .help_words import HELP
from .register import households

REGISTERED_AFTER = 3


class FreeHelp:
    """Help given at some estates, seen from `today` (a local date)."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today

    def give(self):
        """To a household each; the words of the last days wait to be registered."""
        helps = self.env["property.free.service"]
        residents = households(self.estates, ("occupancy", "=", "occupied"))
        butlers = residents.butler_id.sorted("id")
        for number, (ago, which, what, hours, said, satisfaction) in enumerate(HELP):
            butler = butlers[which % len(butlers)]
            mine = residents.filtered(lambda home, b=butler: home.butler_id == b)
            helps |= helps.create(
                {
                    "household_id": mine[3 * number % len(mine)].id,
                    "date": self.today - timedelta(days=ago),
                    "what": what,
                    "helper_ids": [Command.set(butler.ids)],
                    "duration": hours,
                    "words": said,
                    "satisfaction": satisfaction,
                }
            )
        last = self.today - timedelta(days=REGISTERED_AFTER)
        helps.filtered(lambda h: h.words and h.date <= last).action_register_words()
