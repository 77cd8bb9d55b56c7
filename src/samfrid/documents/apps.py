from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "samfrid.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let documents follow the access of the matters that they belong to, in a room below; and let what shows that
        a commitment is done be chosen among them.
        """
        from django.utils.translation import gettext_lazy as _

        from samfrid.commitments.models import EvidenceKind
        from samfrid.commitments.offered import SHOWING
        from samfrid.documents.actions.access import follow_matter
        from samfrid.documents.offers import documents_for
        from samfrid.documents.plan_decisions import decisions_for, readable
        from samfrid.matters.actions.access import FOLLOWERS
        from samfrid.partners.documents import DOCUMENTS
        from samfrid.plans.offered import DECISIONS, READABLE

        FOLLOWERS.append(follow_matter)
        DECISIONS.append(decisions_for)
        READABLE.append(readable)
        SHOWING.append((EvidenceKind.DOCUMENT, _("Dokument"), documents_for))
        DOCUMENTS.append(documents_for)
