from odoo import api, fields, models
from odoo.exceptions import UserError


class PropertyQuestionnaire(models.Model):
    """What follows from a survey: sorting, improving, measuring again (Q6, Q6a)."""

    _inherit = "property.questionnaire"

    opinion_ids = fields.One2many(
        "property.questionnaire.opinion",
        "questionnaire_id",
        groups="property_visit.group_property_supervisor",
    )
    opinion_count = fields.Integer(
        compute="_compute_opinion_count",
        groups="property_visit.group_property_supervisor",
    )
    unsorted_count = fields.Integer(
        compute="_compute_opinion_count",
        groups="property_visit.group_property_supervisor",
    )
    improvement_ids = fields.One2many(
        "property.questionnaire.improvement", "questionnaire_id", string="Improvements"
    )
    nonconformity_ids = fields.One2many(
        "mgmtsystem.nonconformity",
        "questionnaire_id",
        groups="property_visit.group_property_supervisor",
    )
    main_concerns = fields.Text(
        tracking=True, help="What moves the households most, named by the manager (Q5)."
    )
    follows_id = fields.Many2one(
        "property.questionnaire",
        string="Measured Again After",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )

    @api.depends("opinion_ids.state")
    def _compute_opinion_count(self):
        groups = self.env["property.questionnaire.opinion"]._read_group(
            [("questionnaire_id", "in", self.ids)],
            ["questionnaire_id", "state"],
            ["__count"],
        )
        counted = {(campaign.id, state): count for campaign, state, count in groups}
        for campaign in self:
            of_state = [
                counted.get((campaign.id, state), 0)
                for state in ("new", "registered", "aside")
            ]
            campaign.opinion_count = sum(of_state)
            campaign.unsorted_count = of_state[0]

    # ------------------------------------------------------------------ closing

    def action_close(self):
        """As before; the open answers are collected, and what is too low is raised."""
        closed = super().action_close()
        self.env["property.questionnaire.opinion"]._collect(self)
        self._raise_nonconformity()
        return closed

    def action_collect_opinions(self):
        """Open the open answers, with those that came since (Q5).

        :return: the action that lists them
        """
        self.ensure_one()
        self.check_access("write")
        self.env["property.questionnaire.opinion"]._collect(self)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "property_visit.property_questionnaire_opinion_action"
        )
        action["domain"] = [("questionnaire_id", "=", self.id)]
        action["context"] = {"search_default_new": 1}
        return action

    def action_tell_departments(self):
        """Tell every department at once what it has to put right (Q6a).

        :raise UserError: there is nothing to tell
        """
        waiting = self.improvement_ids.filtered(lambda line: line.state == "draft")
        if not waiting:
            raise UserError(
                self.env._("Write down what each department has to put right first.")
            )
        waiting.action_tell()

    # ------------------------------------------------------------------ below target

    def _raise_nonconformity(self):
        """Raise what is below its satisfaction target, once for a campaign (Q6)."""
        raised = self.env["mgmtsystem.nonconformity"].sudo()
        for campaign in self.sudo():
            if campaign.is_below_target and not campaign.nonconformity_ids:
                made = raised.create(campaign._prepare_nonconformity())
                made.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=made.responsible_user_id.id,
                )

    def _prepare_nonconformity(self):
        origin = self.env.ref(
            "mgmtsystem_nonconformity.nc_origin_external_client",
            raise_if_not_found=False,
        )
        manager = self._manager() or self.user_id or self.env.user
        figures = {
            "name": self.name,
            "rate": round(self.satisfaction_rate, 1),
            "target": round(self.satisfaction_target, 1),
            "satisfied": self.satisfied_count,
            "returned": self.returned_count,
        }
        return {
            "name": self.env._("%(name)s: %(rate)s %% satisfied", **figures),
            "description": self.env._(
                "%(satisfied)s of %(returned)s forms are satisfied: %(rate)s %%, where"
                " %(target)s %% are wanted. Find the causes and say what is done.",
                **figures,
            ),
            "reference": self.name,
            "partner_id": self.company_id.partner_id.id,
            "origin_ids": [fields.Command.set(origin.ids)] if origin else [],
            "company_id": self.company_id.id,
            "estate_id": self.estate_id.id,
            "questionnaire_id": self.id,
            "responsible_user_id": (self.user_id or manager).id,
            "manager_user_id": manager.id,
        }

    def _manager(self):
        role = self.env.ref("property_visit.role_manager", raise_if_not_found=False)
        if not role:
            return self.env["res.users"]
        return self.estate_id._holding(role)[:1]

    # ------------------------------------------------------------------ measuring again

    def action_ask_again(self):
        """Prepare the next measurement with the same questions and households (Q6).

        :return: the action that opens its draft
        """
        self.ensure_one()
        again = self.copy(
            {
                "name": self.env._("%s, measured again", self.name),
                "follows_id": self.id,
                "date_open": self.estate_id._today(),
                "date_close": False,
                "main_concerns": False,
            }
        )
        self.activity_feedback(["mail.mail_activity_data_todo"])
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": again.id,
            "view_mode": "form",
        }

    def action_open_nonconformity(self):
        """Open what was raised because too few are satisfied (Q6)."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Nonconformities"),
            "res_model": "mgmtsystem.nonconformity",
            "view_mode": "list,form",
            "domain": [("questionnaire_id", "=", self.id)],
        }
