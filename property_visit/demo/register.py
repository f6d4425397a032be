"""Reading the register while it is being made."""


def households(estates, *conditions):
    """Households of estates by id, from the database.

    What `household_ids` remembers after a creation in the same transaction also holds
    the unsaved twins that precomputing fields leaves behind.
    """
    return estates.env["property.household"].search(
        [("estate_id", "in", estates.ids), *conditions], order="id"
    )
