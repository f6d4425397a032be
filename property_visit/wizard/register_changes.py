"""What a register is compared with, and what comes of it; no Odoo here."""

from typing import NamedTuple

from ..rules import register_cells as cells


class Changes:
    """What a register would change.

    `created` and `unchanged` are rows, `updated` pairs (household, values), `rejected`
    rows with their faults; `places` maps the key of a name → `Place`.
    """

    def __init__(self):
        self.created, self.updated = [], []
        self.unchanged, self.rejected = [], []
        self.places = {}


class Place:
    """An estate that a register names, known or to be created."""

    def __init__(self, name, estate, estate_type):
        self.name = name
        self.estate = estate
        self.estate_type = estate_type
        self.is_new = not estate
        self.buildings = {}  # key of its name → name in the file
        self.household_count = 0


class Known(NamedTuple):
    """What the database has of the estates of a register, by keys of names."""

    estates: dict  # name → estate
    buildings: dict  # (estate, name) → building
    current: dict  # (building, unit) → household
    gone: dict  # (building, unit, contact) → household that moved out
    shared: set  # ids of people who are the contact of several households
    types: dict  # code → estate type
    segments: dict  # code → id of a segment


def place_key(name):
    """What two spellings of one estate, building or unit share."""
    return cells.label(name).casefold()


def person_key(name):
    """What two spellings of one name share."""
    return cells.text(name).casefold()
