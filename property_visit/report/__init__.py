from . import property_segment_mixin
from . import property_coverage_analysis
from . import property_visit_analysis
from . import property_callback_analysis
from . import property_visit_form, property_visit_form_parts
