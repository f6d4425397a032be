"""Which action a state allows: tables of visits, plans and cases for one function.

Buttons, guards and tests ask the same table; nothing else decides.
"""

from .errors import TransitionRefused

OPEN = ("planned", "appointed")
HOLDS_SLOT = ("planned", "appointed", "done", "cancelled")  # N5: missed frees it

# (state, action) → next state. Missed, done and cancelled are ends; only a missed
# visit can be taken up again.
TRANSITIONS = {
    ("planned", "appoint"): "appointed",
    ("appointed", "appoint"): "appointed",  # another time agreed
    ("appointed", "withdraw"): "planned",
    ("planned", "done"): "done",
    ("appointed", "done"): "done",
    ("planned", "miss"): "missed",
    ("appointed", "miss"): "missed",
    ("planned", "cancel"): "cancelled",
    ("appointed", "cancel"): "cancelled",
    ("planned", "move"): "planned",
    ("appointed", "move"): "planned",  # to another day: the appointment is gone
    ("missed", "reopen"): "planned",
}

# P1: the supervisor reviews; a running plan is closed, never taken back.
PLAN_TRANSITIONS = {
    ("draft", "submit"): "submitted",
    ("submitted", "approve"): "approved",
    ("submitted", "refuse"): "draft",
    ("approved", "start"): "running",
    ("approved", "close"): "closed",
    ("running", "close"): "closed",
    ("submitted", "reset"): "draft",
    ("approved", "reset"): "draft",
}

# C8: a case. Without a callback that found the household satisfied it is closed by
# `waive` alone, which asks for a reason.
CASE_TRANSITIONS = {
    ("received", "dispatch"): "dispatched",
    ("dispatched", "dispatch"): "dispatched",  # to another department
    ("solving", "dispatch"): "dispatched",
    ("received", "start"): "solving",
    ("dispatched", "start"): "solving",
    ("received", "handle"): "handled",  # C9: what can be finished at once is
    ("solving", "handle"): "handled",
    ("handled", "satisfied"): "callback",
    ("callback", "satisfied"): "callback",
    ("closed", "satisfied"): "closed",  # a later check (B5)
    ("callback", "close"): "closed",
    ("handled", "reopen"): "solving",
    ("callback", "reopen"): "solving",
    ("closed", "reopen"): "solving",
    ("received", "waive"): "closed",
    ("dispatched", "waive"): "closed",
    ("solving", "waive"): "closed",
    ("handled", "waive"): "closed",
    ("callback", "waive"): "closed",
}
# Which kind of helpdesk stage a case stands in.
CASE_STAGES = {
    "received": "received",
    "dispatched": "solving",
    "solving": "solving",
    "handled": "handled",
    "callback": "handled",
    "closed": "closed",
}
# What was done for the household, whether or not it was asked about it yet.
HANDLED = ("handled", "callback", "closed")


def next_state(state, action, table=TRANSITIONS):
    """Return the state after `action`; raise `TransitionRefused` if not allowed.

    >>> next_state("draft", "submit", PLAN_TRANSITIONS)
    'submitted'
    """
    try:
        return table[state, action]
    except KeyError:
        raise TransitionRefused(state=state, action=action) from None


def actions(state, table=TRANSITIONS):
    """Return the actions that a state allows, in the table's order."""
    return [action for known, action in table if known == state]
