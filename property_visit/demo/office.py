"""What the office keeps besides visits: who receives, who is on duty, who came."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from ..rules import period
from .office_words import (
    CHANNELS,
    DELIVERIES,
    DISPATCHES,
    MESSAGES,
    SLIPS,
    VISITORS,
)
from .register import households

# Days of the last weeks on which it rained, counted back from today.
RAIN = (3, 4, 11, 19)
WEEKEND = (5, 6)


class Office:
    """The desks of some estates, seen from `today` (a local date)."""

    def __init__(self, estates, today):
        self.env, self.estates, self.today = estates.env, estates, today

    def set_up(self):
        """Receivers of each channel, the roster, the rain and the slips."""
        for estate in self.estates:
            self._name_receivers(estate)
            self._draw_up_roster(estate)
            self._note_rain(estate)
        first = self.estates[0]
        self._log_visitors(first)
        self._take_messages(first)
        self._file_slips(first)
        self._deliver(self.estates[1])
        self._dispatch_again(first)

    def _name_receivers(self, estate):
        self.env["property.channel.receiver"].create(
            [
                {
                    "estate_id": estate.id,
                    "channel_id": self.env.ref(channel).id,
                    "user_id": self._user(login).id,
                    "reach": reach,
                }
                for channel, login, reach in CHANNELS
            ]
        )

    def _draw_up_roster(self, estate):
        """Supervisor and butlers take turns at the weekends around today."""
        people = self._user("supervisor") + estate.building_ids.butler_id.sorted("id")
        month = period.month(self.today)
        end = month.end + relativedelta(months=1)
        days = [
            month.start + timedelta(days=n) for n in range((end - month.start).days)
        ]
        free = [day for day in days if day.weekday() in WEEKEND]
        self.env["property.duty"].create(
            [
                {
                    "estate_id": estate.id,
                    "date": day,
                    "user_id": people[index % len(people)].id,
                }
                for index, day in enumerate(free)
            ]
        )

    def _note_rain(self, estate):
        self.env["property.rain.day"].create(
            [
                {"estate_id": estate.id, "date": self.today - timedelta(days=ago)}
                for ago in RAIN
            ]
        )

    def _log_visitors(self, estate):
        self.env["property.visitor.log"].create(
            [
                {
                    "estate_id": estate.id,
                    "date": self._at(ago, hour),
                    "received_by_id": self._user("service").id,
                    **values,
                }
                for ago, hour, values in VISITORS
            ]
        )

    def _take_messages(self, estate):
        """Messages for the butlers; the older ones were called back."""
        butlers = estate.building_ids.butler_id.sorted("id")
        for index, (ago, hour, values) in enumerate(MESSAGES):
            slip = self.env["property.message.slip"].create(
                {
                    "estate_id": estate.id,
                    "date": self._at(ago, hour),
                    "user_id": butlers[index % len(butlers)].id,
                    "taken_by_id": self._user("service").id,
                    **values,
                }
            )
            if ago > 1:
                slip.called_back_at = self._at(ago, hour + 2)
                self.env["property.commitment"]._keep_for(
                    slip, "callback", slip.called_back_at
                )

    def _file_slips(self, estate):
        for ago, source, asked, values in SLIPS:
            self.env["property.contact.slip"].create(
                {
                    "estate_id": estate.id,
                    "date": self._at(ago, 10),
                    "from_team_id": self._team(source).id,
                    "to_team_id": self._team(asked).id,
                    "solved_at": self._at(ago, 9)
                    if values.get("is_emergency")
                    else False,
                    **values,
                }
            )

    def _deliver(self, estate):
        """Deliveries of yesterday and before: the customer is called the next day."""
        self._call_about_deliveries(estate.procedure_id)
        customers = households(estate, ("occupancy", "=", "occupied"))
        for customer, (ago, name, lines) in zip(customers, DELIVERIES, strict=False):
            self.env["property.delivery.receipt"].create(
                {
                    "name": name,
                    "household_id": customer.id,
                    "date": self.today - timedelta(days=ago),
                    "line_ids": [
                        (0, 0, {"item": item, "quantity": quantity, "unit": unit})
                        for item, quantity, unit in lines
                    ],
                }
            )

    def _call_about_deliveries(self, procedure):
        """Copy what the procedure for delivery customers does, as a manager would."""
        customers = self.env.ref("property_visit.procedure_delivery")
        events = customers.event_rule_ids.filtered(lambda r: r.code == "delivered")
        events.copy({"procedure_id": procedure.id})

    def _dispatch_again(self, estate):
        """The same trouble at one household for the third time (C10)."""
        butler, manager = self._user("butler"), self._user("manager")
        household = households(estate, ("butler_id", "=", butler.id))[:1]
        category = self.env.ref("property_visit.feedback_category_engineering")
        cases = self.env["helpdesk.ticket"]
        for title, text in DISPATCHES:
            case = cases.with_user(butler).create(
                {
                    "name": title,
                    "description": text,
                    "household_id": household.id,
                    "partner_id": household.partner_id.id,
                    "company_id": estate.company_id.id,
                    "property_kind": "repair",
                    "problem_category_id": category.id,
                }
            )
            case.with_user(manager)._dispatch(self._team("engineering"), text)
            cases |= case
        cases[:1].with_user(self._user("department"))._receive(None)
        rules = self.env["property.pattern.rule"].search(
            [("procedure_id", "=", estate.procedure_id.id)]
        )
        for rule in rules:
            rule._find_patterns(estate)

    def _user(self, name):
        return self.env.ref(f"property_visit.user_{name}")

    def _team(self, name):
        return self.env.ref(f"property_visit.team_{name}")

    def _at(self, ago, hour):
        """A local hour some days ago, as naive UTC."""
        day = self.today - timedelta(days=ago)
        return period.day_start_utc(day, self.estates[0].tz) + timedelta(hours=hour)
