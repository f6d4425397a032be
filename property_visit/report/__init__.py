from . import property_visit_form, property_visit_form_parts
