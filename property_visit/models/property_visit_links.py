from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from ..rules.working_time import day_end

# What is written down later is history.
RECENT = timedelta(days=3)


class PropertyVisit(models.Model):
    """Confirm and rate a visit by a link (P9, V2)."""

    _name = "property.visit"
    _inherit = ["property.visit", "property.link.mixin"]

    def _link_purposes(self):
        return (*super()._link_purposes(), "confirm", "rate")

    def _link_is_open(self, purpose):
        if purpose == "confirm":
            return self._may_answer_time()
        return self._may_rate() if purpose == "rate" else super()._link_is_open(purpose)

    def _link_stamp(self, purpose):
        """The time that is asked about; for another one the household is asked anew."""
        if purpose != "confirm":
            return super()._link_stamp(purpose)
        start = self.appointment_start
        return fields.Datetime.to_string(start) if start else str(self.date_planned)

    def _link_until(self, purpose):
        if purpose != "confirm":
            return super()._link_until(purpose)
        return day_end(self.date_planned, self.estate_id.tz) + timedelta(seconds=1)

    def _link_partner(self, purpose):
        return self.contact_id

    def _link_mail(self, purpose):
        name = "announcement" if purpose == "confirm" else "visit_thanks"
        return self, f"property_visit.mail_template_{name}"

    def _link_page(self, purpose):
        ask = self._page_confirm if purpose == "confirm" else self._page_rate
        return {"where": self.estate_id.name, **ask()}

    def _page_confirm(self):
        by_phone = self.method_id.code == "phone"
        return {
            "question": self.env._(
                "We would like to call you. Does this time suit you?"
            )
            if by_phone
            else self.env._("We would like to visit you. Does this time suit you?"),
            "facts": [self._slot_text()],
            "ask": self.env._("Would you like to add something? (optional)"),
            "answers": [
                {
                    "value": "yes",
                    "label": self.env._("Yes, that suits me"),
                    "style": "primary",
                },
                {
                    "value": "other",
                    "label": self.env._("Another time, please"),
                    "style": "outline-primary",
                },
                {
                    "value": "no",
                    "label": self.env._("No, thank you"),
                    "style": "link text-muted",
                },
            ],
        }

    def _page_rate(self):
        faces = self._fields["resident_rating"]._description_selection(self.env)
        return {
            "question": self.env._("How satisfied were you with our visit?"),
            "facts": [format_date(self.env, self.day, date_format="full")],
            "ask": self.env._("Would you like to tell us why? (optional)"),
            "faces": True,
            "answers": [{"value": value, "label": label} for value, label in faces],
        }

    def _link_answer(self, purpose, answer, text):
        if purpose == "rate":
            self._resident_rate(answer, text)
            return self.env._("Your opinion helps us to do better.")
        if answer == "yes":
            self._resident_confirm(text)
            return self.env._("We are looking forward to it.")
        if answer == "other":
            self._resident_ask_other_time(text)
            return self.env._("We will get in touch to agree another time.")
        self._resident_decline(text)
        return self.env._("We will not come at that time.")

    # ------------------------------------------------------------------ thanks

    @api.model_create_multi
    def create(self, vals_list):
        visits = super().create(vals_list)
        visits.filtered(lambda visit: visit.state == "done")._thank()
        return visits

    def write(self, vals):
        fresh = self.filtered(lambda visit: visit.state != "done")
        written = super().write(vals)
        if vals.get("state") == "done":
            fresh._thank()
        return written

    def _thank(self):
        """Thank by mail and ask for a rating, where the procedure wants it (M3).

        Nobody is asked who was asked on the spot, nor long after the visit.
        """
        since = fields.Datetime.now() - RECENT
        thanked = self.filtered(
            lambda visit: (
                visit.estate_id.procedure_id.thanks_by_mail
                and visit.date_done >= since
                and not visit.satisfaction
                and visit._link_is_due("rate")
                and visit.contact_id.email
            )
        )
        if thanked:
            template = self.env.ref("property_visit.mail_template_visit_thanks")
            template.sudo().send_mail_batch(thanked.ids)
