from . import property_visit_form
