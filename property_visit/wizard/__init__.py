from . import property_getting_started
from . import property_household_move_out
from . import property_visit_log
