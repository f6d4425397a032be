"""The course of a campaign and its reminders (Q1, Q5, Q8)."""

from datetime import date, timedelta

import pytest
from rules import campaign
from rules.lifecycle import actions


@pytest.mark.parametrize(
    ("text", "days"),
    [("7, 14", (7, 14)), ("", ()), (None, ()), ("3", (3,)), ("7，14；21", (7, 14, 21))],
)
def test_days_are_read_as_people_write_them(text, days):
    assert campaign.read_days(text) == days


@pytest.mark.parametrize("text", ["14, 7", "7, 7", "0", "-3", "a", "7 14", "1.5", "²"])
def test_what_is_no_growing_row_of_days_is_refused(text):
    with pytest.raises(campaign.ReminderDaysUnreadable):
        campaign.read_days(text)


def test_a_reminder_falls_due_on_its_day():
    issued = date(2026, 11, 2)
    due = [
        campaign.reminders_due((7, 14), issued, issued + timedelta(days=after))
        for after in (0, 6, 7, 13, 14, 90)
    ]
    assert due == [0, 0, 1, 1, 2, 2]


def test_published_is_the_end_and_answers_come_in_two_states():
    assert actions("published", campaign.TRANSITIONS) == []
    assert campaign.TAKES_ANSWERS == ("issuing", "collecting")
