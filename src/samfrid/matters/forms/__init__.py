"""The registrar's forms."""

from samfrid.matters.forms.decision import (
    EMPTY_ROWS,
    Clauses,
    CorrectedClauses,
    CorrectionForm,
    DecisionForm,
    Offered,
    PromiseForm,
)
from samfrid.matters.forms.matter import MatterForm, RaisedForm

__all__ = [
    "EMPTY_ROWS",
    "Clauses",
    "CorrectedClauses",
    "CorrectionForm",
    "DecisionForm",
    "MatterForm",
    "Offered",
    "PromiseForm",
    "RaisedForm",
]
