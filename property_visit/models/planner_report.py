from collections import Counter


def report_text(env, facts):
    """Sentences for the facts of a generation, in the reader's language."""
    return "\n".join(_sentences(env, facts))


def _sentences(env, facts):
    if facts["created"]:
        yield env._("Visits created: %s.", facts["created"])
    else:
        yield env._("Nothing was lacking: no visit was created.")
    if over := facts["over_capacity"]:
        yield env._("Above the daily capacity: %s.", over)
    if second := facts["no_contact_day"]:
        yield env._(
            "On days outside the contact hours, for lack of others: %s.", second
        )
    if short := facts["short"]:
        yield env._("Rotation found too few candidates: %s short.", short)


class PlannerReport:
    """What a generation did, per plan, for people to read."""

    def __init__(self):
        self.created = 0
        self.planned = Counter()  # plan id → visits
        self.short = Counter()  # plan id → rotation places that nobody could take
        self.hints = Counter()  # (plan id, hint) → visits

    def count(self, plan_id, number, hint):
        """Add so many visits of a plan, and why their days are second best, if so."""
        self.planned[plan_id] += number
        if hint:
            self.hints[plan_id, hint] += number

    @property
    def needs_attention(self):
        """Whether somebody should look at it: second best days, places untaken."""
        return bool(self.hints or self.short)

    def facts(self, plan_id=None):
        """Counts for everybody's plans, or for one; what `report_text` reads."""
        return {
            "created": self._sum(self.planned, plan_id),
            "over_capacity": self._hinted("over_capacity", plan_id),
            "no_contact_day": self._hinted("no_contact_day", plan_id),
            "short": self._sum(self.short, plan_id),
        }

    def _hinted(self, hint, plan_id):
        return sum(
            number
            for (plan, key), number in self.hints.items()
            if key == hint and plan_id in (None, plan)
        )

    def _sum(self, counter, plan_id):
        return counter[plan_id] if plan_id else sum(counter.values())
