"""Who handled something calls back."""

from occasions import OccasionCase


class CallbackCase(OccasionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make_rule(
            event="fault_found", kept_by="notice", unit="elapsed_hours", amount=24
        )

    @classmethod
    def make_callback_rule(cls, offset, unit="calendar_days", code="repair_done", **v):
        return cls.make_event_rule(code, offset, unit, purpose="callback", **v)
