from collections import Counter


class PlannerReport:
    """What a generation did, per plan, for people to read."""

    def __init__(self):
        self.created = 0
        self.planned = Counter()  # plan id → visits
        self.short = Counter()  # plan id → rotation places that nobody could take
        self.hints = Counter()  # (plan id, hint) → visits

    def count(self, plan_id, number, hint):
        self.planned[plan_id] += number
        if hint:
            self.hints[plan_id, hint] += number

    @property
    def needs_attention(self):
        return bool(self.hints or self.short)

    def text(self, env, plan_id=None):
        """Sentences for everybody's plans, or for one."""
        return "\n".join(self._sentences(env, plan_id))

    def _sentences(self, env, plan_id):
        number = self._sum(self.planned, plan_id)
        if not number:
            yield env._("Nothing was lacking: no visit was created.")
        else:
            yield env._("Visits created: %s.", number)
        if over := self._hinted("over_capacity", plan_id):
            yield env._("Above the daily capacity: %s.", over)
        if second := self._hinted("no_contact_day", plan_id):
            yield env._(
                "On days outside the contact hours, for lack of others: %s.", second
            )
        if short := self._sum(self.short, plan_id):
            yield env._("Rotation found too few candidates: %s short.", short)

    def _hinted(self, hint, plan_id):
        return sum(
            number
            for (plan, key), number in self.hints.items()
            if key == hint and plan_id in (None, plan)
        )

    def _sum(self, counter, plan_id):
        return counter[plan_id] if plan_id else sum(counter.values())
