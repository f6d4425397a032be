from odoo import fields, models


class PropertySegmentMixin(models.AbstractModel):
    """Analyses by segment that show each reader only the segments they may see (H2)."""

    _name = "property.segment.mixin"
    _description = "Analysis by segment"

    household_id = fields.Many2one("property.household", readonly=True)
    # A related field is read with all rights unless told otherwise.
    segment_ids = fields.Many2many(
        related="household_id.segment_ids", related_sudo=False
    )

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Group through the household, where the rules of segments hold."""
        if groupby_spec == "segment_ids":
            groupby_spec = "household_id.segment_ids"
        return super()._read_group_groupby(alias, groupby_spec, query)
