from odoo import api, fields, models
from odoo.fields import Domain

TICKET = "helpdesk.ticket"


class RatingRating(models.Model):
    """Ratings of cases are seen by who sees the case, and written by nobody (H5).

    Odoo lets every employee read all ratings with the secret that they are given by,
    and write them; so it stays for tickets without household.
    """

    _inherit = "rating.rating"

    # Who reads it can rate in the resident's name.
    access_token = fields.Char(groups="base.group_system")
    is_of_case = fields.Boolean(compute="_compute_cases", search="_search_is_of_case")
    is_of_hidden_case = fields.Boolean(
        compute="_compute_cases", search="_search_is_of_hidden_case"
    )

    @api.depends_context("uid")
    @api.depends("res_model", "res_id")
    def _compute_cases(self):
        of_case = self.sudo().filtered_domain(self._case_domain())
        hidden = of_case.filtered_domain(self._hidden_domain())
        for rating in self.sudo():
            rating.is_of_case = rating in of_case
            rating.is_of_hidden_case = rating in hidden

    def _search_is_of_case(self, operator, _value):
        return self._case_domain() if operator == "in" else NotImplemented

    def _search_is_of_hidden_case(self, operator, _value):
        if operator != "in":
            return NotImplemented
        return self._case_domain() & self._hidden_domain()

    @api.model
    def _case_domain(self):
        tickets = self.env[TICKET].sudo().with_context(active_test=False)
        cases = tickets._search([("household_id", "!=", False)])
        return Domain("res_model", "=", TICKET) & Domain("res_id", "in", cases)

    @api.model
    def _hidden_domain(self):
        """What is of tickets the user does not read, whoever runs the record rule."""
        tickets = self.env[TICKET].sudo(False).with_context(active_test=False)
        if not tickets.has_access("read"):
            return Domain.TRUE
        return Domain("res_id", "not in", tickets._search([]))
