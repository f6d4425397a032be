"""The tables of states: every pair of state and action is decided."""

import pytest
from rules.errors import TransitionRefused
from rules.lifecycle import (
    HOLDS_SLOT,
    OPEN,
    PLAN_TRANSITIONS,
    TRANSITIONS,
    actions,
    next_state,
)

VISIT = {
    "planned": "appoint>appointed done>done miss>missed cancel>cancelled move>planned",
    "appointed": "appoint>appointed withdraw>planned done>done miss>missed "
    "cancel>cancelled move>planned",
    "done": "",
    "missed": "reopen>planned",
    "cancelled": "",
}
PLAN = {
    "draft": "submit>submitted",
    "submitted": "approve>approved refuse>draft reset>draft",
    "approved": "start>running close>closed reset>draft",
    "running": "close>closed",
    "closed": "",
}


@pytest.mark.parametrize(
    "table, expected", [(TRANSITIONS, VISIT), (PLAN_TRANSITIONS, PLAN)]
)
def test_every_pair_is_decided(table, expected):
    known = {action for _state, action in table}
    for state, row in expected.items():
        allowed = dict(pair.split(">") for pair in row.split())
        assert set(actions(state, table)) == set(allowed)
        for action in known:
            if action in allowed:
                assert next_state(state, action, table) == allowed[action]
            else:
                with pytest.raises(TransitionRefused) as refused:
                    next_state(state, action, table)
                assert refused.value.facts == {"state": state, "action": action}


@pytest.mark.parametrize("table", [TRANSITIONS, PLAN_TRANSITIONS])
def test_no_action_leads_out_of_the_table(table):
    states = set(VISIT) | set(PLAN)
    assert set(table.values()) | {state for state, _action in table} <= states


def test_visits_are_the_default():
    assert next_state("planned", "done") == "done"
    assert actions("done") == []


def test_sets_of_states():
    assert set(OPEN) < set(HOLDS_SLOT) < set(VISIT)
    assert set(VISIT) - set(HOLDS_SLOT) == {"missed"}
    assert {state for state in VISIT if "done" in actions(state)} == set(OPEN)
