from markupsafe import Markup, escape
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

MANAGER = "property_visit.group_property_manager"


class PropertyHonour(models.Model):
    """Thanks to a household whose suggestion was adopted, if it agrees (C12, M4)."""

    _name = "property.honour"
    _description = "Entry of the honour list"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "property.reach.mixin",
        "property.fact.mixin",
    ]
    _order = "date desc, id desc"
    _rec_name = "household_id"

    household_id = fields.Many2one(
        "property.household", required=True, index=True, tracking=True
    )
    estate_id = fields.Many2one(
        related="household_id.estate_id", store=True, index=True, precompute=True
    )
    feedback_id = fields.Many2one(
        "property.feedback",
        string="Suggestion",
        index="btree_not_null",
        domain="[('household_id', '=', household_id), ('decision', '=', 'adopted')]",
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Text(
        compute="_compute_from_feedback",
        store=True,
        readonly=False,
        tracking=True,
        help="What the household is thanked for, in words that everybody may read.",
    )
    shown_as = fields.Char(
        string="Named As",
        tracking=True,
        help="How the household wants to be named, e.g. Ms Li, building 3.",
    )
    consent = fields.Selection(
        [
            ("unknown", "To be asked"),
            ("given", "Agrees"),
            ("refused", "Does not agree"),
        ],
        default="unknown",
        required=True,
        readonly=True,
        tracking=True,
    )
    consent_at = fields.Datetime(readonly=True, copy=False)
    nomination = fields.Selection(
        [
            ("none", "Not nominated"),
            ("nominated", "Nominated"),
            ("named", "Model household"),
        ],
        string="Model Household",
        default="none",
        required=True,
        tracking=True,
    )
    publication_id = fields.Many2one(
        "property.publication", readonly=True, copy=False, index="btree_not_null"
    )
    active = fields.Boolean(default=True)

    _feedback_unique = models.UniqueIndex(
        "(feedback_id) WHERE feedback_id IS NOT NULL",
        "The household is on the list for that suggestion already.",
    )

    @api.depends("feedback_id")
    def _compute_from_feedback(self):
        for honour in self.filtered("feedback_id"):
            honour.reason = honour.reason or honour.feedback_id.description

    @api.model
    def _thank_for(self, feedback):
        """Put households on the list whose suggestions were adopted, once each."""
        known = self.sudo().with_context(active_test=False)
        known = known.search([("feedback_id", "in", feedback.ids)]).feedback_id
        return self.sudo().create(
            [
                {"household_id": item.household_id.id, "feedback_id": item.id}
                for item in feedback.sudo() - known
                if item.kind == "suggestion" and item.household_id
            ]
        )

    @api.model
    def _own_facts(self):
        return super()._own_facts() | {"consent", "consent_at", "publication_id"}

    def write(self, vals):
        if vals.get("nomination") == "named" and not self._is_manager():
            raise AccessError(self.env._("A manager names model households."))
        if "shown_as" in vals:
            self._check_words_agreed(vals["shown_as"])
        return super().write(vals)

    def _check_words_agreed(self, shown_as):
        """A household agreed to be named in these words and in no others."""
        for honour in self.filtered(lambda honour: honour.consent == "given"):
            if honour.shown_as != shown_as:
                raise UserError(
                    self.env._(
                        "%s agreed to be named otherwise: take the consent back first.",
                        honour.household_id.display_name,
                    )
                )

    def _is_manager(self):
        return self.env.su or self.env.user.has_group(MANAGER)

    # ------------------------------------------------------------------ consent

    def action_consent(self):
        """The household agrees to be named in public, and how.

        :raise UserError: nobody wrote down how it wants to be named
        """
        for honour in self:
            if not (honour.shown_as or "").strip():
                raise UserError(
                    self.env._("Write down how the household wants to be named.")
                )
        self._note_consent("given")

    def action_refuse(self):
        """The household does not agree, or not any more: its name is taken away."""
        self._note_consent("refused")
        for publication, honours in self.grouped("publication_id").items():
            if publication:
                honours.sudo().publication_id = False
                self._rewrite(publication.sudo())

    def _note_consent(self, consent):
        self.check_access("write")
        self.sudo().write({"consent": consent, "consent_at": fields.Datetime.now()})

    # ------------------------------------------------------------------ publishing

    def action_publish(self):
        """Thank in public those who agreed, one notice an estate (C12).

        :return: the publications
        :raise AccessError: somebody else than a manager publishes
        :raise UserError: one of them has not agreed
        """
        if not self._is_manager():
            raise AccessError(self.env._("A manager publishes thanks."))
        for honour in self:
            if honour.consent != "given":
                raise UserError(
                    self.env._(
                        "%s has not agreed to be named.",
                        honour.household_id.display_name,
                    )
                )
        publications = self.env["property.publication"]
        for estate, honours in (
            self.filtered(lambda honour: not honour.publication_id)
            .grouped("estate_id")
            .items()
        ):
            publications += honours._publish(estate)
        return publications

    def _publish(self, estate):
        publication = self.env["property.publication"].create(
            {
                "name": self.env._("Thank you for your suggestions"),
                "kind": "thanks",
                "company_id": estate.company_id.id,
                "estate_ids": [(6, 0, estate.ids)],
                "date": estate._today(),
                "on_portal": True,
            }
        )
        self.sudo().publication_id = publication
        self._rewrite(publication)
        return publication

    def _rewrite(self, publication):
        """The words of a notice, from those it still names; none left: withdrawn."""
        named = self.search(
            [("publication_id", "=", publication.id), ("consent", "=", "given")],
            order="date, id",
        )
        lines = Markup("").join(honour._line() for honour in named)
        publication.write(
            {
                "body": Markup("<p>%s</p><ul>%s</ul>")
                % (
                    self.env._(
                        "These households made suggestions that we have adopted:"
                    ),
                    lines,
                ),
                "active": bool(named),
            }
        )

    def _line(self):
        return Markup("<li><b>%s</b>: %s</li>") % (
            self.shown_as,
            escape(self.reason or ""),
        )


class PropertyFeedback(models.Model):
    _inherit = "property.feedback"

    @api.model_create_multi
    def create(self, vals_list):
        feedback = super().create(vals_list)
        adopted = feedback.filtered(lambda item: item.decision == "adopted")
        self.env["property.honour"]._thank_for(adopted)
        return feedback

    def write(self, vals):
        """An adopted suggestion brings its household onto the honour list (C12)."""
        written = super().write(vals)
        if vals.get("decision") == "adopted":
            self.env["property.honour"]._thank_for(self)
        return written
