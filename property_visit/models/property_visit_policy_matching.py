from odoo import api, models
from odoo.tools import SQL


class PropertyVisitPolicy(models.Model):
    """Who follows a policy, asked of a record and in SQL alike (N1, N2)."""

    _inherit = "property.visit.policy"

    def _fits_estate(self, estate):
        """Whether the policy is for estates of this one's type (P3)."""
        return not self.estate_type_ids or estate.estate_type_id in self.estate_type_ids

    def _competitors(self):
        """Policies that are asked before this one for the same role (N2)."""
        self.ensure_one()
        if self.in_addition:
            return self.browse()
        rivals = self.procedure_id.policy_ids.filtered(
            lambda policy: (
                policy.role_id == self.role_id
                and policy.subject == self.subject
                and not policy.in_addition
            )
        ).sorted(lambda policy: (policy.sequence, policy.id))
        return rivals[: list(rivals).index(self)] if self in rivals else rivals

    def _matches_household(self, household):
        """Whether a household meets this policy's own conditions (N1)."""
        self.ensure_one()
        return (
            household.occupancy
            in (self.occupancy or "occupied", self.occupancy or "not_moved_in")
            and self._fits_estate(household.estate_id)
            and (not self.segment_ids or bool(self.segment_ids & household.segment_ids))
        )

    @api.model
    def _followed_by(self, household, role):
        """The policies of `role` that a household follows: first match, then additions.

        :return: `property.visit.policy` records, the first match in front
        """
        policies = household.estate_id.procedure_id.policy_ids.filtered(
            lambda policy: policy.role_id == role and policy.subject == "household"
        ).sorted(lambda policy: (policy.sequence, policy.id))
        matching = policies.filtered(lambda p: p._matches_household(household))
        additions = matching.filtered("in_addition")
        return (matching - additions)[:1] | additions

    @api.model
    def _followed_by_stakeholder(self, partner, estate, role):
        """The policies of `role` that a stakeholder of an estate follows (N2, N6).

        :return: `property.visit.policy` records, the first match in front
        """
        matching = estate.procedure_id.policy_ids.filtered(
            lambda policy: (
                policy.role_id == role
                and policy.subject == "stakeholder"
                and policy._fits_estate(estate)
                and (
                    not policy.partner_category_ids
                    or policy.partner_category_ids & partner.category_id
                )
            )
        ).sorted(lambda policy: (policy.sequence, policy.id))
        additions = matching.filtered("in_addition")
        return (matching - additions)[:1] | additions

    def _takes_method(self, method):
        """Whether a contact by `method` serves; only additions are choosy (N2)."""
        choosy = self.in_addition and self.method_ids
        return not choosy or method in self.method_ids

    def _match_sql(self):
        """This policy's own conditions on `h`, a row of `property_household`."""
        self.ensure_one()
        occupancies = (
            [self.occupancy] if self.occupancy else ["not_moved_in", "occupied"]
        )
        terms = [SQL("h.occupancy IN %s", tuple(occupancies))]
        if self.segment_ids:
            terms.append(
                SQL(
                    """EXISTS (SELECT 1 FROM property_household_property_segment_rel s
                       WHERE s.property_household_id = h.id
                         AND s.property_segment_id IN %s)""",
                    tuple(self.segment_ids.ids),
                )
            )
        if self.estate_type_ids:
            terms.append(self._estate_type_sql(SQL("h.estate_id")))
        return SQL("(%s)", SQL(" AND ").join(terms))

    def _estate_type_sql(self, estate):
        """Condition that the estate of a column is of one of this policy's types."""
        return SQL(
            """EXISTS (SELECT 1 FROM property_estate t
               WHERE t.id = %s AND t.estate_type_id IN %s)""",
            estate,
            tuple(self.estate_type_ids.ids),
        )

    def _follows_sql(self):
        """Condition on `h`: this policy is the one that counts (N2)."""
        rivals = [SQL("NOT %s", rival._match_sql()) for rival in self._competitors()]
        return SQL(" AND ").join([self._match_sql(), *rivals])

    def _stakeholder_match_sql(self):
        """This policy's own conditions on `k`, a row of the estates' stakeholders."""
        self.ensure_one()
        terms = [SQL("TRUE")]
        if self.partner_category_ids:
            terms.append(
                SQL(
                    """EXISTS (SELECT 1 FROM res_partner_res_partner_category_rel c
                       WHERE c.partner_id = k.partner_id AND c.category_id IN %s)""",
                    tuple(self.partner_category_ids.ids),
                )
            )
        if self.estate_type_ids:
            terms.append(self._estate_type_sql(SQL("k.estate_id")))
        return SQL("(%s)", SQL(" AND ").join(terms))

    def _stakeholder_follows_sql(self):
        """Condition on `k`: this policy is the one that counts (N2)."""
        rivals = [
            SQL("NOT %s", rival._stakeholder_match_sql())
            for rival in self._competitors()
        ]
        return SQL(" AND ").join([self._stakeholder_match_sql(), *rivals])
