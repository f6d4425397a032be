"""101 in the tests of service agreements: how it agrees, and who calls back (H9)."""

from common import local
from ledger import LedgerCase


class AgreementCase(LedgerCase):
    """Monday 2 November 2026, 9:00 at the estate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.make_rule(
            name="Call back as agreed",
            event="callback_agreed",
            kept_by="contact",
            unit="agreed",
            amount=0,
        )

    @classmethod
    def agree(cls, interval=1, unit="month", household=None, **values):
        household = household or cls.household
        household.write(
            {
                "agreement_number": "FW-101",
                "agreement_interval": interval,
                "agreement_interval_unit": unit,
                **values,
            }
        )
        return household

    def contact(self, moment="2026-11-02 08:30", method="phone", **values):
        """A contact with the household at a local time, as its butler records it."""
        household = values.pop("household", self.household)
        user = values.pop("user", household.butler_id)
        return household.with_user(user).log_visit(
            {
                "method_id": self.method(method).id,
                "date_done": local(moment),
                "no_appointment_reason": "met by chance",
                **values,
            }
        )

    def promises(self, household=None):
        """All that was ever promised by its agreement, in order."""
        household = household or self.household
        return self.Ledger.search(
            [("res_model", "=", household._name), ("res_id", "=", household.id)],
            order="id",
        )

    def assertLedger(self, *expected, household=None):
        """Pairs (state, local day it is due), in the order they were promised."""
        found = [
            (promise.state, promise.estate_id._today(promise.date_due).isoformat())
            for promise in self.promises(household)
        ]
        self.assertEqual(found, list(expected))

    def night(self, moment):
        with self.on(moment):
            self.env["property.household"]._cron_follow_agreements()
            self.env.flush_all()
            self.env.invalidate_all()
