"""An EHC case with what runs within it, the words of the plan, and its papers."""

from alongside.ehcp.models.case import Case, Matter, Step, new_case_ref, new_matter_ref, new_step_ref
from alongside.ehcp.models.letters import Letter, Wording, new_letter_ref
from alongside.ehcp.models.papers import (
    Edition,
    Recipient,
    Request,
    new_edition_ref,
    new_recipient_ref,
    new_request_ref,
)

__all__ = [
    "Case",
    "Edition",
    "Letter",
    "Matter",
    "Recipient",
    "Request",
    "Step",
    "Wording",
    "new_case_ref",
    "new_edition_ref",
    "new_letter_ref",
    "new_matter_ref",
    "new_recipient_ref",
    "new_request_ref",
    "new_step_ref",
]
