from odoo import api, fields, models

SUPERVISORS = "property_visit.group_property_supervisor"


class MgmtsystemNonconformity(models.Model):
    """A nonconformity that was raised because a problem came back again (C10)."""

    _inherit = "mgmtsystem.nonconformity"

    estate_id = fields.Many2one(
        "property.estate", index="btree_not_null", readonly=True, groups=SUPERVISORS
    )
    pattern_rule_id = fields.Many2one(
        "property.pattern.rule", readonly=True, groups=SUPERVISORS
    )
    problem_category_id = fields.Many2one(
        "property.feedback.category", readonly=True, groups=SUPERVISORS
    )
    building_id = fields.Many2one(
        "property.building", readonly=True, groups=SUPERVISORS
    )
    household_id = fields.Many2one(
        "property.household", readonly=True, groups=SUPERVISORS
    )
    feedback_ids = fields.Many2many(
        "property.feedback",
        "property_nonconformity_feedback_rel",
        "nonconformity_id",
        "feedback_id",
        copy=False,
        groups=SUPERVISORS,
    )
    ticket_ids = fields.Many2many(
        "helpdesk.ticket",
        "property_nonconformity_ticket_rel",
        "nonconformity_id",
        "ticket_id",
        copy=False,
        groups=SUPERVISORS,
    )
    feedback_count = fields.Integer(compute="_compute_counts", groups=SUPERVISORS)
    ticket_count = fields.Integer(compute="_compute_counts", groups=SUPERVISORS)

    # Two runs at a time cannot raise the same twice.
    _one_open = models.UniqueIndex(
        "(pattern_rule_id, problem_category_id, COALESCE(household_id, 0),"
        " COALESCE(building_id, 0)) WHERE pattern_rule_id IS NOT NULL"
        " AND state NOT IN ('done', 'cancel')",
        "That repeated problem is raised already: go on with the open nonconformity.",
    )

    @api.depends("feedback_ids", "ticket_ids")
    def _compute_counts(self):
        for nonconformity in self:
            nonconformity.feedback_count = len(nonconformity.feedback_ids)
            nonconformity.ticket_count = len(nonconformity.ticket_ids)

    # ------------------------------------------------------------------ patterns

    @api.model
    def _of_pattern(self, rule, category, place):
        """What was raised by a rule for a category and a household or building."""
        return self.search(
            [
                ("pattern_rule_id", "=", rule.id),
                ("problem_category_id", "=", category.id),
                (self._place_field(place), "=", place.id),
            ]
        )

    def _place_field(self, place):
        return "household_id" if place._name == "property.household" else "building_id"

    def _said_records(self):
        """The feedback and tickets linked, and the tickets made of that feedback."""
        tickets = self.ticket_ids | self.feedback_ids.ticket_id
        return {*self.feedback_ids, *tickets}

    def _raise_pattern(self, rule, estate, category, place, chosen):
        """Raise a repetition, or let it join the one that is open (self, or empty).

        :param chosen: `Said` items, one or more
        """
        facts = self._pattern_facts(estate, rule)
        nonconformity = self.with_context(lang=facts["responsible"].lang or None)
        values = nonconformity._prepare_links(chosen)
        if self:
            nonconformity.write(values)
            nonconformity.message_post(body=nonconformity._told(chosen))
            return
        values |= nonconformity._prepare_pattern(rule, estate, category, place, chosen)
        values |= {
            "responsible_user_id": facts["responsible"].id,
            "manager_user_id": facts["manager"].id,
        }
        raised = nonconformity.create(values)
        raised.activity_schedule(
            "mail.mail_activity_data_todo", user_id=facts["responsible"].id
        )

    def _prepare_pattern(self, rule, estate, category, place, chosen):
        origin = self.env.ref(
            "mgmtsystem_nonconformity.nc_origin_external_client",
            raise_if_not_found=False,
        )
        return {
            "name": self.env._(
                "%(category)s again and again: %(estate)s %(place)s",
                category=category.with_context(lang=self.env.lang).name,
                estate=estate.name,
                place=self._place_name(place),
            ),
            "description": self._told(chosen),
            "reference": rule.with_context(lang=self.env.lang).name,
            "partner_id": (estate.partner_id or estate.company_id.partner_id).id,
            "origin_ids": [fields.Command.set(origin.ids)] if origin else [],
            "company_id": estate.company_id.id,
            "estate_id": estate.id,
            "pattern_rule_id": rule.id,
            "problem_category_id": category.id,
            self._place_field(place): place.id,
        }

    def _place_name(self, place):
        """Building and unit; who lives there is not for every reader."""
        if place._name == "property.household":
            return f"{place.building_id.name} {place.unit}"
        return place.name

    def _prepare_links(self, chosen):
        links = {"property.feedback": [], "helpdesk.ticket": []}
        for said in chosen:
            links[said.record._name].append(fields.Command.link(said.record.id))
        return {
            "feedback_ids": links["property.feedback"],
            "ticket_ids": links["helpdesk.ticket"],
        }

    def _told(self, chosen):
        """Which days it was said on; what was said is behind the buttons."""
        days = sorted(said.day for said in chosen)
        return self.env._(
            "Said %(times)s times: %(days)s.",
            times=len(days),
            days=", ".join(day.isoformat() for day in days),
        )

    def _pattern_facts(self, estate, rule):
        """Whose matter it becomes, and who manages the estate."""
        manager = self.env.ref("property_visit.role_manager", raise_if_not_found=False)
        answers = estate._holding(rule.role_id)[:1]
        manages = estate._holding(manager)[:1] if manager else answers
        boss = manages or answers or self.env.user
        return {"manager": boss, "responsible": answers or boss}

    # ------------------------------------------------------------------ screens

    def action_open_feedback(self):
        """The feedback it was raised for."""
        return self._action_said("property_visit.property_feedback_action", "feedback")

    def action_open_tickets(self):
        """The tickets it was raised for."""
        return self._action_said("helpdesk_mgmt.helpdesk_ticket_action", "ticket")

    def _action_said(self, xmlid, what):
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = [("id", "in", self[f"{what}_ids"].ids)]
        action["context"] = {"active_test": False}
        return action
