from . import property_segment_mixin
from . import property_rate_mixin
from . import property_coverage_analysis
from . import property_visit_analysis
from . import property_callback_analysis
from . import property_visit_form, property_visit_form_parts
from . import property_commitment_analysis
from . import property_feedback_analysis
from . import property_ticket_analysis
from . import property_questionnaire_analysis
from . import property_questionnaire_form_analysis
from . import property_questionnaire_page
from . import property_period_figures
from . import property_period_questionnaires
from . import property_visit_check_analysis
from . import property_questionnaire_form
from . import property_coverage_month_analysis
from . import property_period_quality
