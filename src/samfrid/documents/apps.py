from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "samfrid.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let documents follow the access of the matters that they belong to, in a room below."""
        from samfrid.documents.actions.access import follow_matter
        from samfrid.matters.actions.access import FOLLOWERS

        FOLLOWERS.append(follow_matter)
