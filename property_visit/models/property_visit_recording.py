from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import contact_hours, period


class PropertyVisit(models.Model):
    """Recording what took place: the contact guard, and the slot that is served."""

    _inherit = "property.visit"

    contact_reason = fields.Char(
        string="Why At This Hour",
        copy=False,
        tracking=True,
        help="Needed inside contact hours that are better left alone (P10).",
    )
    contact_exemption = fields.Selection(
        [
            ("urgent", "Urgent answer"),
            ("agreed", "Time agreed with the household"),
            ("household_called", "The household called"),
        ],
        string="Contact Hours Do Not Apply",
        copy=False,
    )

    def action_done(self):
        """Record that the visit took place; it serves the slot of its day (N3).

        Open, untouched routine visits of that role in the slot are cancelled as served.

        :raise UserError: no time or method is given, or the visit has ended already
        :raise ValidationError: the contact guard refuses (P9, P10)
        """
        for visit in self:
            state = visit._next_state("done")
            visit._check_complete()
            visit.state = state
        return True

    def _check_complete(self):
        if not self.date_done:
            raise UserError(
                self.env._("Say when the visit %s took place.", self.display_name)
            )
        if not self.method_id:
            raise UserError(self.env._("Say how %s was contacted.", self.display_name))

    # ------------------------------------------------------------------ contact guard

    @api.constrains(
        "state",
        "date_done",
        "method_id",
        "appointment_state",
        "appointment_start",
        "no_appointment_reason",
        "contact_reason",
        "contact_exemption",
    )
    def _check_contact(self):
        """Whichever way it is written, a visit done keeps to P9 and P10."""
        for visit in self.filtered(lambda visit: visit.state == "done"):
            visit._check_complete()
            visit._check_appointment()
            visit._check_contact_hours()

    def _check_appointment(self):
        if (
            self.method_id.needs_appointment
            and not self._was_agreed()
            and not (self.no_appointment_reason or "").strip()
        ):
            raise ValidationError(
                self.env._(
                    "%(method)s needs an appointment agreed beforehand: agree one, or"
                    " write down why there was none.",
                    method=self.method_id.name,
                )
            )

    def _check_contact_hours(self):
        window = self._unsuitable_window()
        if not window:
            return
        if window.severity == "block":
            raise ValidationError(
                self.env._(
                    "Nobody is contacted by %(method)s at that time (%(window)s):"
                    " choose another time.",
                    method=self.method_id.name,
                    window=window.name,
                )
            )
        if not (self.contact_reason or "").strip():
            raise ValidationError(
                self.env._(
                    "That is an unsuitable time for %(method)s (%(window)s): write down"
                    " why it could not wait.",
                    method=self.method_id.name,
                    window=window.name,
                )
            )

    def _unsuitable_window(self, moment=None):
        """The contact window that covers the moment of the visit, unless exempt (P10).

        :param moment: naive UTC, `date_done` by default
        :return: `rules.contact_hours.Window` or None
        """
        self.ensure_one()
        moment = moment or self.date_done
        if self.contact_exemption or self._was_agreed() or not moment:
            return None
        windows = self.estate_id.procedure_id.window_ids._for_contact(
            self.method_id, self.household_id.segment_ids
        )
        local = period.local_moment(moment, self.estate_id.tz)
        return contact_hours.verdict(windows._rules(), local)

    def _was_agreed(self):
        return bool(self.appointment_start) and self.appointment_state == "agreed"

    # ------------------------------------------------------------------ the slot served

    def _serve_slot(self):
        """Stamp the slot that the local day of this visit lies in (N3)."""
        self.ensure_one()
        policy = self._policy_served()
        if not policy:
            self.write({"slot_start": False, "slot_end": False})
            return
        slot = policy._cadence().slot(self.day)
        self._release_served(slot)
        stamp = {"policy_id": policy.id, "slot_start": slot.start, "slot_end": slot.end}
        if self._key_holder(policy, slot.start):
            stamp.update(slot_start=False, slot_end=False)
        self.write(stamp)

    def _policy_served(self):
        """The visit's own policy, else the first its subject follows for the role."""
        own = self.policy_id
        followed = own if own.role_id == self.role_id else own.browse()
        return (followed | self._policies_followed()).filtered(
            lambda policy: policy._takes_method(self.method_id)
        )[:1]

    def _policies_followed(self):
        """The policies its household or stakeholder follows for the role (N2)."""
        policies = self.env["property.visit.policy"]
        if self.household_id:
            return policies._followed_by(self.household_id, self.role_id)
        if self.partner_id in self.estate_id.stakeholder_ids:
            return policies._followed_by_stakeholder(
                self.partner_id, self.estate_id, self.role_id
            )
        return policies

    def _release_served(self, slot):
        """Cancel what this visit makes unnecessary; the slot's key passes to it."""
        # Whoever covers for a colleague ends the colleague's visit.
        served = (
            self.sudo()
            .search(
                [
                    ("id", "!=", self.id),
                    *self._subject_domain(),
                    ("role_id", "=", self.role_id.id),
                    ("state", "=", "planned"),
                    ("purpose", "in", ("routine", "stakeholder")),
                    ("date_planned", ">=", slot.start),
                    ("date_planned", "<", slot.end),
                ]
            )
            .filtered(lambda visit: visit._is_untouched() and visit._served_by(self))
        )
        for visit in served:
            visit.write(
                {"slot_start": False, "slot_end": False, "served_by_id": self.id}
            )
            visit._cancel(self.env._("Served by %s.", self.name))

    def _is_untouched(self):
        """Nobody has agreed a time for it or tried to reach the household."""
        return self.appointment_state in ("none", "declined") and not self.attempt_ids

    def _served_by(self, done):
        """Whether a done visit can stand for this planned one (N2, N3)."""
        in_its_slot = not self.slot_start or self.slot_start <= done.day < self.slot_end
        return in_its_slot and self.policy_id._takes_method(done.method_id)

    def _key_holder(self, policy, slot_start):
        """The visit that holds the key of a slot beside this one (N5)."""
        return (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("id", "!=", self.id),
                    *self._subject_domain(),
                    ("policy_id", "=", policy.id),
                    ("slot_start", "=", slot_start),
                    ("state", "!=", "missed"),
                ],
                limit=1,
            )
        )
