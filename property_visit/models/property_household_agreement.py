from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..rules import agreement, period
from ..rules.working_time import day_end

UNITS = [("day", "Days"), ("week", "Weeks"), ("month", "Months")]
LONGEST = 366  # a year of days; weeks and months reach beyond any agreement
CADENCE = ("agreement_interval", "agreement_interval_unit")
FOLLOWED = {*CADENCE, "agreement_until", "occupancy", "active"}


class PropertyVisitMethod(models.Model):
    _inherit = "property.visit.method"

    keeps_agreement = fields.Boolean(
        string="Counts as Agreed Callback",
        default=True,
        help="A contact by it keeps what a service agreement promises (H9).",
    )


class PropertyHousehold(models.Model):
    """While a service agreement holds, its next callback is a promise (H9).

    The promise stands on the household itself. Who has an agreement in words only, from
    before its cadence was a number, is promised nothing.
    """

    _name = "property.household"
    _inherit = ["property.household", "property.promised.mixin"]

    agreement_interval = fields.Integer(
        string="Callback Every",
        aggregator=None,
        tracking=True,
        help="So many days, weeks or months after the last contact, at the latest, the"
        " household is called back (H9). 0: no callback is promised.",
    )
    agreement_interval_unit = fields.Selection(
        UNITS,
        string="Callback Counted In",
        default="month",
        tracking=True,
    )

    _agreed = models.Index("(id) WHERE agreement_interval > 0")

    @api.constrains(*CADENCE)
    def _check_agreement_interval(self):
        for household in self:
            number, unit = household._agreed_cadence()
            if not 0 <= number <= LONGEST or (number and not unit):
                raise ValidationError(
                    self.env._(
                        "A callback is agreed every 1 to %s days, weeks or months; 0"
                        " stands for none.",
                        LONGEST,
                    )
                )

    # ------------------------------------------------------------------ following

    @api.model_create_multi
    def create(self, vals_list):
        households = super().create(vals_list)
        households._follow_agreement()
        return households

    def write(self, vals):
        if FOLLOWED.isdisjoint(vals):
            return super().write(vals)
        before = {household: household._agreed_cadence() for household in self}
        done = super().write(vals)
        changed = self.filtered(lambda h: h._agreed_cadence() != before[h])
        changed._agreed_promises()._cancel(self.env._("The agreement was changed."))
        self._follow_agreement()
        return done

    @api.model
    def _cron_follow_agreements(self):
        """Nightly: agreements that ended owe nothing, all others a next callback."""
        everybody = self.with_context(active_test=False)
        everybody.search([("agreement_interval", ">", 0)])._follow_agreement()

    def _follow_agreement(self):
        """Bring the ledger in line with the agreements, whatever changed (H9).

        What is promised stays, as long as the agreement lasts until it is due.
        """
        agreed = self.sudo().filtered("agreement_interval")
        promises = agreed._agreed_promises()
        over = promises.filtered(
            lambda promise: not promise._record()._agreement_lasts(promise.agreed_due)
        )
        over._cancel(self.env._("The agreement has ended."))
        settled = (promises - over).mapped("res_id")
        (agreed - agreed.browse(settled)).filtered(
            lambda household: household._agreement_lasts()
        )._promise_callback()

    def _agreed_cadence(self):
        return tuple(self[name] for name in CADENCE)

    def _agreed_promises(self):
        """Running promises of a callback that these households were agreed one."""
        if not self:
            return self.env["property.commitment"].sudo()
        return self.env["property.commitment"]._of(self)

    def _agreement_lasts(self, due=None):
        """Whether the agreement is in force today, at the estate, and when one is due.

        :param due: naive UTC datetime
        """
        if self.occupancy == "moved_out" or not self.active:
            return False
        today = self.estate_id._today()
        last = max(today, self.estate_id._today(due)) if due else today
        return not self.agreement_until or last <= self.agreement_until

    # ------------------------------------------------------------------ words

    def _agreed_cadence_text(self):
        """How often they are called back, in the language of the environment."""
        number, unit = self._agreed_cadence()
        if number == 1:
            return {
                "day": self.env._("Every day"),
                "week": self.env._("Every week"),
                "month": self.env._("Every month"),
            }[unit]
        return {
            "day": self.env._("Every %s days", number),
            "week": self.env._("Every %s weeks", number),
            "month": self.env._("Every %s months", number),
        }[unit]

    def _missed_callback_text(self):
        """What who visits should know: that they were not called back as agreed."""
        promise = self.sudo().next_promise_id
        if not promise.is_late:
            return ""
        day = format_date(self.env, self.estate_id._today(promise.date_due))
        return self.env._("The callback agreed for %s has not been made.", day)

    # ------------------------------------------------------------------ promising

    def _promise_callback(self):
        """Promise the next callback, those that are due the same day in one pass."""
        contacts, alike = self._last_contacts(), {}
        for household in self:
            terms = household._next_callback(contacts.get(household.id))
            alike.setdefault(terms, []).append(household.id)
        alike.pop(None, None)
        for (start, due), ids in alike.items():
            self.env["property.commitment"]._promise(
                "callback_agreed", self.browse(ids), start, due=due
            )

    def _next_callback(self, contact):
        """Since when the next callback is promised, and until when; None if it is not.

        :param contact: naive UTC datetime of the last one, None where there was none
        :return: a pair of naive UTC datetimes
        """
        tz, today = self.estate_id.tz, self.estate_id._today()
        counted = period.local_day(contact, tz) if contact else today
        until = self.agreement_until or None
        day = agreement.next_callback(counted, *self._agreed_cadence(), today, until)
        if not day:
            return None
        # A contact noted later, of the day that this is promised on, keeps it, too.
        morning = period.day_start_utc(today, tz)
        return max(contact or morning, morning), day_end(day, tz)

    def _last_contacts(self):
        """When each was contacted last, or the ledger says so: dict id → naive UTC."""
        if not self:
            return {}
        visits = self.env["property.visit"].with_context(active_test=False)
        met = visits._read_group(
            Domain("household_id", "in", self.ids)
            & Domain("state", "=", "done")
            & Domain("method_id.keeps_agreement", "=", True),
            ["household_id"],
            ["date_done:max"],
        )
        kept = self.env["property.commitment"]._read_group(
            Domain("res_model", "=", self._name)
            & Domain("res_id", "in", self.ids)
            & Domain("state", "=", "kept"),
            ["res_id"],
            ["date_kept:max"],
        )
        last = {household.id: at for household, at in met}
        for household_id, at in kept:
            last[household_id] = max(at, last.get(household_id, at))
        return last


class PropertyVisit(models.Model):
    """Whoever speaks with a household keeps what its agreement promises (H9, P11)."""

    _inherit = "property.visit"

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits.filtered(lambda visit: visit.state == "done")._keep_agreement()
        return visits

    def write(self, vals):
        if vals.get("state") != "done":
            return super().write(vals)
        fresh = self.filtered(lambda visit: visit.state != "done")
        written = super().write(vals)
        fresh._keep_agreement()
        return written

    def _keep_agreement(self):
        """The first contact since it was promised keeps it; the next one follows."""
        met = self.sudo().filtered(
            lambda visit: (
                visit.household_id.agreement_interval
                and visit.method_id.keeps_agreement
            )
        )
        moments = {}
        for visit in met.sorted("date_done"):
            moments.setdefault(visit.household_id.id, []).append(visit.date_done)
        for promise in met.household_id._agreed_promises():
            since = promise.date_start
            for at in [at for at in moments[promise.res_id] if at >= since][:1]:
                promise._keep(at)
        met.household_id._follow_agreement()
