from odoo import models
from odoo.exceptions import AccessError, UserError


class ResPartner(models.Model):
    """What is kept of a person, for their request (H7)."""

    _inherit = "res.partner"

    def _person_households(self):
        """Households whose history is this person's: they are its primary contact."""
        return (
            self.env["property.household"]
            .sudo()
            .with_context(active_test=False)
            .search([("partner_id", "=", self.id)])
        )

    def _person_records(self):
        """All records that tell of the person.

        :return: dict name of a model → its records, as superuser, archived ones too
        """
        self.ensure_one()
        households = self._person_households()
        found = {}
        for name in self._person_models():
            model = self.env[name].sudo().with_context(active_test=False)
            records = model.search(self._person_domain(model, households))
            if records:
                found[name] = records
        return found

    def _person_models(self):
        names = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("property.")
            and model._auto
            and not (model._abstract or model._transient)
        ]
        return [*sorted(names), "helpdesk.ticket", "survey.user_input", "rating.rating"]

    def _person_domain(self, model, households):
        """Those that name the person, and those about a household of theirs."""
        ways = []
        for field in model._fields.values():
            if not field.store or field.type not in ("many2one", "many2many"):
                continue
            if field.comodel_name == "res.partner":
                ways.append((field.name, "in", self.ids))
            elif field.comodel_name == "property.household":
                ways.append((field.name, "in", households.ids))
        if not ways:
            return [(0, "=", 1)]
        return ["|"] * (len(ways) - 1) + ways

    def action_person_request(self):
        """The dialog for what the person asks: their data, or to be forgotten."""
        return self.env["property.person.request"]._action_open(self)

    def _check_person_request(self):
        """Who may decide on it: managers of all estates where the person lived.

        :raise AccessError: an estate is not theirs
        :raise UserError: the person works here
        """
        self.ensure_one()
        self.check_access("read")
        member_of = self.sudo().with_context(active_test=False).household_member_ids
        households = self._person_households() | member_of.household_id
        households.sudo(False).check_access("write")
        admin = "property_visit.group_property_admin"
        if not (households or self.env.user.has_group(admin)):
            raise AccessError(
                self.env._("%s lived at no estate: ask an administrator.", self.name)
            )
        if (
            self.sudo()
            .with_context(active_test=False)
            .user_ids.filtered(lambda user: not user.share)
        ):
            raise UserError(
                self.env._("%s works here: this is for residents.", self.name)
            )
