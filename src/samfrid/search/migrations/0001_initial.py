import django.contrib.postgres.indexes
import django.db.models.deletion
import samfrid.search.models
import uuid
from django.db import models
from django.db import migrations, models

from samfrid.municipalities.tenancy import access_security, row_security

# An index cannot be used below a row-level security policy by operators that might tell something of the rows that they
# are asked about, and "@@" is such a one. So the look-up stands in one function of the owner's, which holds to the
# session's municipality and clearance itself, and gives away no more than keys and numbers of hits.
HITS = """
CREATE FUNCTION search_hits(
    queries text[], ranks smallint[], of_kind varchar, of_year integer,
    after_rank smallint, after_day date, after_id uuid, size integer
) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    here varchar := samfrid_municipality();
    cleared smallint := samfrid_clearance();
    answer jsonb;
BEGIN
    -- each query leaves out what those before it find, so that nothing has to be sorted to be told once. The municipality
    -- is compared so that no index answers: the lexemes have told it already, and this only holds everybody to it
    WITH hit AS MATERIALIZED (
        SELECT found.*, tier.rank
        FROM unnest(queries, ranks) AS tier(query, rank)
        CROSS JOIN LATERAL (
            SELECT entry.id, entry.kind, entry.year, coalesce(entry."on", '0001-01-01'::date) AS day
            FROM search_searchentry entry
            WHERE entry.words @@ tier.query::tsquery
                AND entry.municipality_id IS NOT DISTINCT FROM here
                AND entry.access <= cleared
        ) found
    ), chosen AS (
        SELECT * FROM hit WHERE (of_kind = '' OR kind = of_kind) AND (of_year = 0 OR year = of_year)
    )
    SELECT jsonb_build_object(
        'rows', (
            SELECT coalesce(jsonb_agg(jsonb_build_array(id, rank, day, kind) ORDER BY rank, day DESC, id), '[]')
            FROM (
                SELECT id, rank, day, kind FROM chosen
                WHERE after_id IS NULL OR rank > after_rank
                    OR (rank = after_rank AND (day < after_day OR (day = after_day AND id > after_id)))
                ORDER BY rank, day DESC, id LIMIT size
            ) page
        ),
        'total', (SELECT count(*) FROM chosen),
        'kinds', (
            SELECT coalesce(jsonb_object_agg(kind, n), '{}') FROM (
                SELECT kind, count(*) AS n FROM hit WHERE of_year = 0 OR year = of_year GROUP BY kind
            ) counted
        ),
        'years', (
            SELECT coalesce(jsonb_object_agg(year, n), '{}') FROM (
                SELECT year, count(*) AS n FROM hit WHERE of_kind = '' OR kind = of_kind GROUP BY year
            ) counted
        )
    ) INTO answer;
    RETURN answer;
END $$;
"""
DROP_HITS = "DROP FUNCTION search_hits(text[], smallint[], varchar, integer, smallint, date, uuid, integer);"

# What becomes confidential must be gone for others in the same moment, also from the number of hits; what is removed too.
FOLLOW = """
CREATE FUNCTION search_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM search_searchentry WHERE page_id = OLD.id AND municipality_id = OLD.municipality_id;
    ELSE
        UPDATE search_searchentry SET access = NEW.access
        WHERE page_id = NEW.id AND municipality_id = NEW.municipality_id;
    END IF;
    RETURN NULL;
END $$;
"""
DROP_FOLLOW = "DROP FUNCTION search_follow();"
WITH_ACCESS = ("matters_matter", "commitments_commitment", "documents_document")
TABLES = (*WITH_ACCESS, "plans_plan", "partners_agreement")


def follow(table):
    removed = (
        f"CREATE TRIGGER search_removed AFTER DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION search_follow()",
        f"DROP TRIGGER search_removed ON {table}",
    )
    access = (
        f"CREATE TRIGGER search_access AFTER UPDATE OF access ON {table} FOR EACH ROW "
        "WHEN (OLD.access IS DISTINCT FROM NEW.access) EXECUTE FUNCTION search_follow()",
        f"DROP TRIGGER search_access ON {table}",
    )
    both = [removed, access] if table in WITH_ACCESS else [removed]
    return migrations.RunSQL([one for one, _undo in both], [undo for _one, undo in both])


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("municipalities", "0001_initial"),
        ("matters", "0002_process"),
        ("commitments", "0002_access"),
        ("documents", "0002_access"),
        ("plans", "0001_initial"),
        ("partners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="municipalities.municipality",
                    ),
                ),
                ("number", models.BigIntegerField(default=0)),
                ("version", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("matter", "ärende"),
                            ("decision", "beslut"),
                            ("commitment", "åtagande"),
                            ("plan", "plan"),
                            ("agreement", "avtal"),
                            ("document", "dokument"),
                        ],
                        max_length=10,
                    ),
                ),
                ("record_id", models.UUIDField()),
                ("page_id", models.UUIDField()),
                (
                    "access",
                    models.PositiveSmallIntegerField(choices=[(0, "offentligt"), (1, "internt"), (2, "sekretess")]),
                ),
                ("on", models.DateField(null=True)),
                ("year", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=300)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True)),
                ("words", samfrid.search.models.LexemesField(editable=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["page_id"], name="search_entry_page"),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="search_entry_words"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("municipality", "kind", "record_id"), name="search_entry_once")
                ],
            },
        ),
        row_security("search_checkpoint"),
        row_security("search_searchentry"),
        access_security("search_searchentry"),
        migrations.RunSQL(
            "ALTER TABLE search_searchentry SET (toast_tuple_target = 128)",
            "ALTER TABLE search_searchentry RESET (toast_tuple_target)",
        ),
        migrations.RunSQL(HITS, DROP_HITS),
        migrations.RunSQL(FOLLOW, DROP_FOLLOW),
        *[follow(table) for table in TABLES],
    ]
