"""A ledger to promise in: rules, ladders and people who are told."""

from common import PropertyCase
from odoo.fields import Command

LADDER = [(-4, None), (0, None), (4, "supervisor"), (24, "manager")]


class LedgerCase(PropertyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Ledger = cls.env["property.commitment"]
        cls.feedback = cls.make_feedback()

    @classmethod
    def make_rule(cls, ladder=LADDER, **values):
        """A rule of the procedure; a reply to feedback unless told otherwise."""
        return cls.env["property.commitment.rule"].create(
            {
                "name": "Reply",
                "procedure_id": cls.procedure.id,
                "event": "reply_promised",
                "kept_by": "reply",
                "unit": "elapsed_hours",
                "amount": 24,
                "role_id": cls.role("butler").id,
                "step_ids": [
                    Command.create(
                        {
                            "offset_hours": offset,
                            "role_id": cls.role(role).id if role else False,
                        }
                    )
                    for offset, role in ladder
                ],
                **values,
            }
        )

    def promise(self, start="2026-11-02 01:00:00", record=None, **values):
        record = record or self.feedback
        start = self.env["property.commitment"]._fields["date_start"].to_datetime(start)
        return self.Ledger._promise("reply_promised", record, start, **values)

    def told(self, promises):
        """(hours after due, who was told) of every step taken, in order."""
        logs = promises.log_ids.sorted(lambda log: (log.step_id.offset_hours, log.id))
        return [(log.step_id.offset_hours, log.user_id) for log in logs]
