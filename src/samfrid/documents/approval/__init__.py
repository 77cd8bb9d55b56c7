"""From what a person kept of a reading to records: matters, plans, agreements and commitments, each with its sentence.

Two doors: :func:`plan_for` says beforehand what will be made or joined and asks where it is not certain;
:func:`approve` does it, in one transaction.
"""

from samfrid.documents.approval.approve import Outcome, approve
from samfrid.documents.approval.steps import Choice, Step, plan_for

__all__ = ["Choice", "Outcome", "Step", "approve", "plan_for"]
