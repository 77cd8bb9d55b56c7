"""The page that a link opens: hers alone, nothing lost, nothing overwritten, and no more than the link gives."""

from __future__ import annotations

import datetime as dt
import logging
import logging.config
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samfrid.audit.models import Entry
from samfrid.commitments.actions import report
from samfrid.commitments.models import Commitment, EvidenceKind, Execution, Progress, Via
from samfrid.municipalities.models import Access, Contact, Membership, Municipality, Unit
from samfrid.municipalities.permissions import clearance, may
from samfrid.municipalities.tenancy import enter, within
from samfrid.reporting import actions
from samfrid.reporting.actions.answering import Choice, Said, actor_of
from samfrid.reporting.models import Item, Link, Request, Round
from tests.reporting.conftest import DUE, TODAY, Open, Promise, link_of, path_of

DAY = dt.timedelta(days=1)
Post = Callable[..., HttpResponse]


@pytest.fixture
def path(opened: Open, promise: Promise) -> str:
    """The link of Anna, who is asked about two commitments."""
    promise("Kartlägga våldet")
    promise("Utbilda personalen")
    opened()
    return path_of(Request.objects.get())


def seen(text: str = "Kartlägga våldet") -> Item:
    enter("0580")
    return Item.objects.select_related("commitment").get(commitment__text=text)


def fields(item: Item, **told: object) -> dict[str, str]:
    """What the form of one question sends."""
    latest = Progress.objects.filter(commitment=item.commitment).order_by("-created_at").first()
    given = {"as_seen": latest.pk if latest else ""} | told
    return {f"f{item.pk.hex}-{name}": str(value) for name, value in given.items()}


def test_it_opens_hers_and_says_in_whose_name(path: str, promise: Promise, unit: Unit) -> None:
    other = Contact.objects.create(municipality_id="0580", unit=unit, name="Bo Ek")
    promise("Någon annans", contact=other)
    answer = Client().get(path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Anna Berg, utredare, Socialförvaltningen" in page
    assert "Kartlägga våldet" in page
    assert "Utbilda personalen" in page
    assert "Någon annans" not in page
    assert "Siri Sand" in page


def test_nothing_of_it_is_kept_on_the_way(path: str) -> None:
    answer = Client().get(path)
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    token = path.split("/")[3]
    assert token not in answer.content.decode()
    assert "<script" not in answer.content.decode()


def test_reading_it_changes_nothing(path: str) -> None:
    """Mail filters follow links before anybody does."""
    before = Entry.objects.count()
    for _turn in range(3):
        Client().get(path)
        Client().head(path)
    enter("0580")
    assert Entry.objects.count() == before
    assert not Progress.objects.exists()


@pytest.mark.parametrize(
    ("told", "execution", "share", "words"),
    [
        ({"choice": "same"}, Execution.NOT_STARTED, None, "Ingen förändring"),
        ({"choice": "progress", "text": "Enkät ute", "share_done": 40}, Execution.UNDER_WAY, 40, "Enkät ute"),
        ({"choice": "done", "text": "Klart", "evidence": "https://x.example/r"}, Execution.DONE, 100, "genomfört"),
        ({"choice": "done", "evidence": "KF § 12"}, Execution.DONE, 100, "genomfört"),
        ({"choice": "cannot", "text": "Pengar saknas", "decides": "KS"}, Execution.CANNOT, None, "genomförs inte"),
    ],
)
def test_the_four_answers(
    path: str, told: dict[str, object], execution: Execution, share: int | None, words: str
) -> None:
    client = Client()
    answer = client.post(path, fields(seen(), **told))
    assert (answer.status_code, answer["Location"]) == (302, path)
    assert words.casefold() in client.get(path).content.decode().casefold()
    enter("0580")
    made = Progress.objects.get()
    assert (made.execution, made.share_done, made.via) == (execution, share, Via.LINK)
    assert made.reported_by == "Anna Berg, utredare"
    assert made.commitment.text == "Kartlägga våldet"
    if "evidence" in told:
        kind = EvidenceKind.LINK if str(told["evidence"]).startswith("https") else EvidenceKind.WORDS
        assert made.evidence.get().kind == kind
    assert Entry.objects.get(act="commitments.report").actor == "Anna Berg, utredare"


def test_the_report_can_be_followed_to_the_copy_of_the_letter(path: str) -> None:
    Client().post(path, fields(seen(), choice="same"))
    link = seen().link
    assert link
    assert (link.copy, link.made_by) == ("mail", "Samfrid")


def test_part_of_it_is_kept_and_the_rest_comes_back(path: str) -> None:
    client = Client()
    good = fields(seen(), choice="progress", text="Enkät ute")
    bad = fields(seen("Utbilda personalen"), choice="done", text="Alla 40 är utbildade <b>")
    answer = client.post(path, good | bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "En sak behöver rättas" in page
    assert "Skriv vad som visar" in page
    assert 'value="Alla 40 är utbildade &lt;b&gt;"' in page
    assert "Enkät ute" in page
    enter("0580")
    assert [one.text for one in Progress.objects.all()] == ["Enkät ute"]


def test_one_press_for_all_that_stands_still(path: str) -> None:
    client = Client()
    told = fields(seen(), choice="progress", text="Enkät ute") | fields(seen("Utbilda personalen"))
    assert client.post(path, told | {"resten": "1"}).status_code == 302
    assert "Allt är besvarat" in client.get(path).content.decode()
    enter("0580")
    assert sorted(Progress.objects.values_list("no_change", flat=True)) == [False, True]
    assert Request.objects.get().answered_at
    assert Entry.objects.filter(act="reporting.answer").count() == 1


def test_pressing_twice_says_it_once(path: str) -> None:
    told = fields(seen(), choice="done", text="Klart", evidence="KF § 12")
    client = Client()
    assert [client.post(path, told).status_code for _turn in range(3)] == [302, 302, 302]
    enter("0580")
    assert Progress.objects.count() == 1


def test_an_answer_is_corrected_by_a_later_one(path: str) -> None:
    client = Client()
    client.post(path, fields(seen(), choice="progress", text="Enkät ute", share_done=40))
    page = client.get(path).content.decode()
    assert "Ändra svaret" in page
    client.post(path, fields(seen(), choice="progress", text="Enkät klar", share_done=60))
    assert "Enkät klar" in client.get(path).content.decode()
    enter("0580")
    assert [one.text for one in Progress.objects.order_by("created_at")] == ["Enkät ute", "Enkät klar"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"text": "Utan val"}, "Välj vad som gäller"),
        ({"choice": "nonsens"}, "Välj ett av de fyra"),
        ({"choice": "progress"}, "Skriv en rad"),
        ({"choice": "progress", "share_done": "många", "text": "x"}, "heltal från 0 till 99"),
        ({"choice": "progress", "share_done": "100", "text": "x"}, "Är allt klart väljer du"),
        ({"choice": "progress", "share_done": "-1", "text": "x"}, "heltal från 0 till 99"),
        ({"choice": "done", "text": "Klart"}, "Skriv vad som visar"),
        ({"choice": "done", "text": "Klart", "evidence": "   "}, "Skriv vad som visar"),
        ({"choice": "cannot", "decides": "KS"}, "Skriv varför"),
        ({"choice": "progress", "text": "x" * 501}, "Skriv kortare"),
        ({"choice": "progress", "text": "a\0b"}, ""),
        ({"choice": "done", "evidence": "javascript:alert(1)", "text": "\0"}, ""),
    ],
)
def test_what_is_wrong_comes_back_with_a_sentence(path: str, told: dict[str, object], sentence: str) -> None:
    answer = Client().post(path, fields(seen(), **told))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    enter("0580")
    assert not Progress.objects.exists()


def test_two_at_once_and_nothing_is_overwritten_unseen(path: str, coordinator: Membership) -> None:
    told = fields(seen(), choice="progress", text="Min rad")
    report(coordinator, seen().commitment, on=TODAY, execution=Execution.UNDER_WAY, text="Samordnarens", today=TODAY)
    client = Client()
    answer = client.post(path, told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Samordnarens" in page
    assert 'value="Min rad"' in page
    enter("0580")
    assert [one.text for one in Progress.objects.all()] == ["Samordnarens"]
    # she has read it now, and means it all the same
    assert client.post(path, fields(seen(), choice="progress", text="Min rad")).status_code == 302
    enter("0580")
    assert Progress.objects.count() == 2


def test_what_was_closed_while_she_wrote_is_told_and_her_words_kept(path: str, coordinator: Membership) -> None:
    told = fields(seen(), choice="progress", text="Min långa rad")
    report(coordinator, seen().commitment, on=TODAY, execution=Execution.DONE, text="Klart", evidence="x", today=TODAY)
    page = Client().post(path, told).content.decode()
    assert "Åtagandet är avslutat" in page
    assert "Min långa rad" in page
    enter("0580")
    assert Progress.objects.count() == 1


def test_what_she_said_herself_to_be_done_stands_among_her_answers(path: str) -> None:
    client = Client()
    client.post(path, fields(seen(), choice="done", text="Klart", evidence="KF § 12"))
    page = client.get(path).content.decode()
    assert page.index("Det här har du svarat") < page.index("KF § 12") < page.index("Åtagandet är avslutat")
    assert "Här behöver du inte svara" not in page
    assert "Ändra svaret" not in page


def test_a_link_opens_nothing_that_is_closed(path: str, coordinator: Membership) -> None:
    report(coordinator, seen().commitment, on=TODAY, execution=Execution.DONE, text="Klart", evidence="x", today=TODAY)
    with pytest.raises(ValidationError, match="avslutat"):
        actions.answer(link_of(Request.objects.get()), seen(), Said(Choice.PROGRESS, "Öppna"), today=TODAY)
    # and the ledger itself refuses it, whatever the page has let through
    with pytest.raises(ValidationError, match="avslutat"):
        report(
            actor_of(Request.objects.get()),
            seen().commitment,
            on=TODAY,
            execution=Execution.UNDER_WAY,
            text="x",
            via=Via.LINK,
            today=TODAY,
        )


def test_a_link_gives_the_right_to_report_and_no_other(path: str) -> None:
    actor = actor_of(Request.objects.get())
    assert may(actor, "commitments.report")
    for right in ("commitments.settle", "commitments.edit", "open.read", "reporting.run", "post.read", "audit.read"):
        assert not may(actor, right)
    assert clearance(actor) == Access.INTERNAL


def test_handed_over_since(path: str, coordinator: Membership) -> None:
    other = Unit.objects.create(municipality_id="0580", name="Skolförvaltningen")
    Commitment.objects.filter(pk=seen().commitment_id).update(responsible=other, contact=None)
    page = Client().get(path).content.decode()
    assert "har lämnats över till Skolförvaltningen" in page
    told = fields(seen(), choice="progress", text="Min rad")
    assert Client().post(path, told).status_code == 422
    enter("0580")
    assert not Progress.objects.exists()


def test_what_has_become_confidential_is_not_told(path: str) -> None:
    Client().post(path, fields(seen(), choice="progress", text="Min första rad"))
    told = fields(seen(), choice="progress", text="Min andra rad")
    Commitment.objects.filter(pk=seen().commitment_id).update(access=Access.CONFIDENTIAL)
    for answer in (Client().get(path), Client().post(path, told)):
        page = answer.content.decode()
        assert "Kartlägga våldet" not in page
        assert "Min första rad" not in page
        assert "frågar vi inte om här" in page
    enter("0580")
    assert Progress.objects.count() == 1


OVER: dict[str, tuple[str, Callable[[], Any]]] = {
    "expired": ("Tiden att svara har gått ut", lambda: Round.objects.update(due_on=TODAY, expires_on=TODAY - DAY)),
    "closed": ("Omgången är stängd", lambda: Round.objects.update(closed_on=TODAY)),
    "revoked": ("bytts ut eller tagits tillbaka", lambda: Request.objects.update(revoked_on=TODAY)),
    "new link": ("bytts ut eller tagits tillbaka", lambda: Link.objects.update(revoked_at="2026-11-02T08:00Z")),
    "gone": ("bytts ut eller tagits tillbaka", lambda: Contact.objects.update(ended_on=TODAY)),
}


@pytest.mark.parametrize("how", OVER)
def test_after_its_time_it_says_whom_to_ask_and_nothing_else(
    path: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, (words, change) = fields(seen(), choice="same"), OVER[how]
    if how == "expired":
        monkeypatch.setenv("SAMFRID_TODAY", "2026-12-01")
    else:
        change()
    for answer in (Client().get(path), Client().post(path, told)):
        page = answer.content.decode()
        assert answer.status_code == 410
        assert words in page
        assert "Siri Sand" in page
        assert "siri@kommun.example" in page
        assert "Kartlägga" not in page
        assert "Anna Berg" not in page
    enter("0580")
    assert not Progress.objects.exists()


@pytest.mark.parametrize("code", ["0580", "0115", "9999", "058", "abcd", "٠٥٨٠"])
@pytest.mark.parametrize("token", ["x", "A" * 43, "å" * 43, "%00" * 10, "'; DROP TABLE post_letter; --"])
def test_a_guess_opens_nothing(path: str, vallentuna: Municipality, code: str, token: str) -> None:
    answer = Client().get(f"/r/{code}/{token}/")
    assert answer.status_code == 404
    assert "Siri Sand" not in answer.content.decode()


def test_a_link_is_of_one_municipality(path: str, vallentuna: Municipality) -> None:
    token = path.split("/")[3]
    assert Client().get(f"/r/0115/{token}/").status_code == 404
    assert Client().get(path).status_code == 200
    # and leaves nobody's rows behind
    assert not Item.objects.exists()
    with within("0580"):
        assert Item.objects.exists()


def test_a_link_answers_for_its_own_request_alone(
    path: str, opened: Open, promise: Promise, unit: Unit, coordinator: Membership
) -> None:
    other = Contact.objects.create(municipality_id="0580", unit=unit, name="Bo Ek")
    promise("Bos", contact=other)
    actions.ask_more(coordinator, Round.objects.get(), today=TODAY)
    theirs = Item.objects.get(commitment__text="Bos")
    Client().post(path, fields(theirs, choice="same"))
    enter("0580")
    assert not Progress.objects.exists()
    mine = link_of(Request.objects.exclude(pk=theirs.request_id).get())
    with pytest.raises(Exception, match=r"reporting\.answer"):
        actions.answer(mine, theirs, Said(Choice.SAME), today=TODAY)


def test_the_link_is_not_in_the_database(path: str) -> None:
    token = path.split("/")[3]
    tables = [name for name in connection.introspection.table_names() if not name.startswith("procrastinate")]
    assert "reporting_link" in tables
    with connection.cursor() as cursor:
        for table in ("reporting_link", "reporting_request", "post_letter", "audit_entry"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{token}%"])  # noqa: S608
            assert cursor.fetchone() == (0,), table


def test_the_link_is_not_in_the_log(path: str) -> None:
    token = path.split("/")[3]
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Internal Server Error: %s", (path,), None)
    told: dict[str, Any] = settings.LOGGING
    made = logging.config.DictConfigurator(told).configure_formatter(dict(told["formatters"]["plain"]))
    line = made.format(record)
    assert token not in line
    assert "/r/0580/…" in line


def test_whoever_is_logged_in_answers_as_the_contact_and_keeps_her_place(
    path: str, coordinator: Membership, browser_of: Callable[[Membership], Client]
) -> None:
    client = browser_of(coordinator)
    assert client.post(path, fields(seen(), choice="same")).status_code == 302
    enter("0580")
    assert Progress.objects.get().reported_by == "Anna Berg, utredare"
    assert client.get("/rapportering/").status_code == 200


def test_the_cost_is_the_same_for_two_and_for_forty(
    path: str, promise: Promise, coordinator: Membership, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        promise(f"Nummer {number}")
    actions.ask_more(coordinator, Round.objects.get(), today=TODAY)
    client = Client()
    with django_assert_max_num_queries(12):
        assert client.get(path).content.decode().count("<fieldset") == 42


def test_in_english(path: str) -> None:
    answer = Client().get(f"{path}?sprak=en")
    assert answer["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()
    told = fields(seen(), choice="same")
    assert Client().post(f"{path}?sprak=en", told)["Location"] == f"{path}?sprak=en"


def test_the_pages_of_the_rounds(
    path: str, coordinator: Membership, browser_of: Callable[[Membership], Client], head: Contact
) -> None:
    client, found, request = browser_of(coordinator), Round.objects.get(), Request.objects.get()
    page = client.get(f"/rapportering/{found.pk}/").content.decode()
    assert "Anna Berg, utredare" in page
    assert "2 väntar på svar" in page
    told = {"name": "", "opens_on": "2026-11-02", "due_on": "2026-11-01", "rhythm": "once", "asker": "Siri"}
    refused = client.post("/rapportering/ny/", told)
    assert refused.status_code == 422
    assert "Skriv vad omgången ska heta" in refused.content.decode()
    made = client.post("/rapportering/ny/", told | {"name": "Vår", "due_on": DUE.isoformat()})
    assert made.status_code == 302
    for act, words in (
        (f"svar/{request.pk}/paminn", "Påminnelsen är skriven"),
        (f"svar/{request.pk}/paminn", "redan skriven i dag"),
        (f"svar/{request.pk}/chef", "Svarsdagen har inte varit än"),
        (f"svar/{request.pk}/ny-lank", "ny länk är skrivet"),
        (f"svar/{request.pk}/aterkalla", "återkallad"),
        (f"{found.pk}/paminn", "Ingen att påminna"),
        (f"{found.pk}/fraga", "Ingen ny att fråga"),
        (f"{found.pk}/stang", "Omgången är stängd"),
    ):
        assert words in client.post(f"/rapportering/{act}/", follow=True).content.decode()


def test_a_turn_that_is_done_is_not_done_twice(path: str) -> None:
    Commitment.objects.filter(text="Kartlägga våldet").update(every_months=12, due_on=DUE, turn_day=16)
    client = Client()
    told = fields(seen(), choice="done", text="Klart", evidence="KF § 12")
    assert [client.post(path, told).status_code for _turn in range(2)] == [302, 302]
    page = client.get(path).content.decode()
    assert "Nästa gång: klart senast 16 november 2027" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ändra svaret" not in page
    # a form that was open before is told so, and settles no other turn
    answer = client.post(path, fields(seen(), choice="done", text="Klart", evidence="KF § 13"))
    assert answer.status_code == 422
    assert "KF § 13" in answer.content.decode()
    enter("0580")
    assert Commitment.objects.get(text="Kartlägga våldet").due_on == dt.date(2027, 11, 16)
    assert Progress.objects.count() == 1


def test_what_another_said_after_her_answer_is_shown_and_may_be_answered(path: str, coordinator: Membership) -> None:
    client = Client()
    told = {"choice": "progress", "text": "Enkät ute"}
    client.post(path, fields(seen(), **told))
    enter("0580")
    report(coordinator, seen().commitment, on=TODAY, execution=Execution.NOT_STARTED, text="Nej", today=TODAY)
    assert "Senast: inte påbörjat" in client.get(path).content.decode()
    # the same words again, now that she has read it, are a word of their own
    assert client.post(path, fields(seen(), **told)).status_code == 302
    enter("0580")
    assert Progress.objects.count() == 3
    assert seen().commitment.execution == Execution.UNDER_WAY
