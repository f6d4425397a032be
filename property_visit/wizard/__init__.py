from . import property_getting_started
from . import property_household_import
from . import property_household_import_compare
from . import property_household_import_apply
from . import property_household_import_sentences
from . import property_household_move_out
from . import property_visit_log
