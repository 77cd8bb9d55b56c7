"""What the night remembers of agreements; a year of the partners' room by one statement.

A rest (that nothing happens with an agreement before a day) is taken away by the database whenever what it was counted
from is changed, so that no act need remember it. The party's trigger locks its agreement first: a night that reads the
agreements has locked them too, and cannot count a rest from a time of notice that is just being changed.

The function of the year runs with the caller's rights: row-level security holds for each table that it reads. What is
not asked for in ``parts`` is not read.
"""

import uuid
from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from samfrid.municipalities.tenancy import row_security

STIR = """
CREATE FUNCTION samfrid_agreement_stirs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.first_starts_on, NEW.first_ends_on, NEW.renewal_months, NEW.renewal_last_on,
            NEW.notice_months, NEW.ends_on, NEW.changes, NEW.open_ended)
        IS DISTINCT FROM (OLD.first_starts_on, OLD.first_ends_on, OLD.renewal_months, OLD.renewal_last_on,
            OLD.notice_months, OLD.ends_on, OLD.changes, OLD.open_ended) THEN
        DELETE FROM partners_rest WHERE agreement_id = NEW.id;
    END IF;
    -- what it came after has nothing after it any more
    IF OLD.replaces_id IS NOT NULL AND (TG_OP = 'DELETE' OR NEW.replaces_id IS DISTINCT FROM OLD.replaces_id) THEN
        DELETE FROM partners_rest WHERE agreement_id = OLD.replaces_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER agreement_stirs AFTER UPDATE OR DELETE ON partners_agreement
    FOR EACH ROW EXECUTE FUNCTION samfrid_agreement_stirs();

CREATE FUNCTION samfrid_party_stirs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    those uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.notice_months IS NULL THEN RETURN NULL; END IF;
        those := ARRAY[NEW.agreement_id];
    ELSIF TG_OP = 'DELETE' THEN
        IF OLD.notice_months IS NULL THEN RETURN NULL; END IF;
        those := ARRAY[OLD.agreement_id];
    ELSIF (NEW.agreement_id, NEW.notice_months) IS NOT DISTINCT FROM (OLD.agreement_id, OLD.notice_months) THEN
        RETURN NULL;
    ELSE
        those := ARRAY[OLD.agreement_id, NEW.agreement_id];
    END IF;
    PERFORM FROM partners_agreement WHERE id = ANY (those) ORDER BY id FOR UPDATE;
    DELETE FROM partners_rest WHERE agreement_id = ANY (those);
    RETURN NULL;
END $$;
CREATE TRIGGER party_stirs AFTER INSERT OR UPDATE OR DELETE ON partners_party
    FOR EACH ROW EXECUTE FUNCTION samfrid_party_stirs();
"""
NO_STIR = """
DROP TRIGGER party_stirs ON partners_party;
DROP FUNCTION samfrid_party_stirs();
DROP TRIGGER agreement_stirs ON partners_agreement;
DROP FUNCTION samfrid_agreement_stirs();
"""
YEAR = """
CREATE FUNCTION samfrid_partners_year(asked_of text, asked_from date, asked_to date, most int, parts text[]) RETURNS json
LANGUAGE plpgsql STABLE AS $$
BEGIN
RETURN json_build_object(
    'meetings', CASE WHEN 'meetings' = ANY (parts) THEN (
        SELECT json_agg(json_build_array(m.id, m."on", g.name, m.starts_at, m.ends_at, m.place, m.state, m.version))
        FROM partners_meeting m JOIN partners_group g ON g.id = m.group_id
        WHERE m.municipality_id = asked_of AND m."on" BETWEEN asked_from AND asked_to AND m.state <> 'declined') END,
    'held', CASE WHEN 'follow_ups' = ANY (parts) THEN (
        SELECT json_agg(json_build_array(f.id, f."on", a.id, a.title))
        FROM partners_followup f JOIN partners_agreement a ON a.id = f.agreement_id
        WHERE f.municipality_id = asked_of AND f."on" BETWEEN asked_from AND asked_to) END,
    'planned', CASE WHEN 'follow_ups' = ANY (parts) THEN (
        SELECT json_agg(json_build_array(f.id, f."on", a.id, a.title, f.place, f.called_off_on IS NOT NULL))
        FROM partners_plannedfollowup f JOIN partners_agreement a ON a.id = f.agreement_id
        WHERE f.municipality_id = asked_of AND f."on" BETWEEN asked_from AND asked_to AND f.held_id IS NULL) END,
    'agreements', CASE WHEN 'agreements' = ANY (parts) THEN (
        SELECT json_agg(json_build_array(a.id, a.title,
            json_build_array(a.first_starts_on, a.first_ends_on, a.renewal_months, a.renewal_last_on, a.notice_months,
                a.ends_on, a.changes, a.open_ended),
            (SELECT json_agg(json_build_array(p.notice_months, p.name)) FROM partners_party p
                WHERE p.agreement_id = a.id AND p.notice_months IS NOT NULL),
            (SELECT max(f."on") FROM partners_followup f WHERE f.agreement_id = a.id),
            EXISTS (SELECT FROM partners_amount s
                WHERE s.agreement_id = a.id AND s.funding = 'state' AND s.struck_on IS NULL)))
        FROM partners_agreement a WHERE a.municipality_id = asked_of
            -- what was paid by the state the year before is accounted for in this one
            AND (a.last_on IS NULL OR a.last_on >= date_trunc('year', asked_from) - interval '1 year')) END,
    'payments', CASE WHEN 'payments' = ANY (parts) THEN (
        WITH due AS MATERIALIZED (
            SELECT p.id, p.due_on, p.sek, p.paid_on IS NULL AS awaited, p.agreement_id, a.title
            FROM partners_payment p JOIN partners_agreement a ON a.id = p.agreement_id
            WHERE p.municipality_id = asked_of AND p.due_on BETWEEN asked_from AND asked_to AND p.struck_on IS NULL)
        SELECT json_build_object(
            'rows', (SELECT json_agg(json_build_array(d.id, d.due_on, d.agreement_id, d.title, d.sek, d.awaited)
                    ORDER BY d.due_on, d.title, d.id)
                FROM (SELECT *, row_number() OVER (PARTITION BY date_trunc('month', due_on)
                    ORDER BY due_on, title, id) AS place FROM due) d WHERE most IS NULL OR d.place <= most),
            'days', (SELECT json_object_agg(c.due_on, c.count)
                FROM (SELECT due_on, count(*) FROM due GROUP BY due_on) c))) END
);
END $$;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("municipalities", "0007_population"),
        ("partners", "0007_agreement_page"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Night",
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
                ("ran_on", models.DateField()),
                ("readers", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("readers__regex", "^[0-9a-f]{64}$")), name="night_digest"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("until", models.DateField()),
                (
                    "agreement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rest", to="partners.agreement"
                    ),
                ),
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
            options={"abstract": False},
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("struck_on__isnull", True)),
                fields=["municipality", "due_on"],
                name="payment_by_day",
            ),
        ),
        row_security("partners_night"),
        row_security("partners_rest"),
        migrations.RunSQL(STIR, NO_STIR),
        migrations.RunSQL(YEAR, "DROP FUNCTION samfrid_partners_year(text, date, date, int, text[]);"),
    ]
