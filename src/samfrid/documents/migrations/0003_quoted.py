"""What is quoted from a document, or names it, is read by those who may read the document.

Quoted sentences and attachments stand in rooms below and know documents by their keys alone, so the rule is added from
here. The function asks past row-level security for one number; it tells nothing else of a document.
"""

from __future__ import annotations

from django.db import migrations

FUNCTION = """
CREATE FUNCTION document_access(document uuid) RETURNS smallint
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT access FROM documents_document WHERE id = document), 0::smallint)
$$;
"""
READABLE = "samfrid_clearance() >= 2 OR document_access({column}) <= samfrid_clearance()"


def _policy(table: str, condition: str) -> migrations.RunSQL:
    name = "quoted_document"
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON {table} AS RESTRICTIVE FOR SELECT USING ({condition})",
        f"DROP POLICY {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("municipalities", "0002_clearance"),
        ("commitments", "0002_access"),
        ("provenance", "0001_initial"),
        ("matters", "0002_process"),
        ("documents", "0002_access"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION document_access(uuid)"),
        _policy("provenance_source", READABLE.format(column="document_id")),
        _policy("matters_attachment", READABLE.format(column="document_id")),
        _policy("commitments_origin", f"kind <> 'document' OR {READABLE.format(column='page_id')}"),
    ]
