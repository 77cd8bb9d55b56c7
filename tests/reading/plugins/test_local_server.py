"""The plug-in that comes along: it asks the configured server and no other, and no answer of it does harm."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from types import SimpleNamespace

import pytest

from samfrid.reading.plugins import Asked, ModelError, Proposed
from samfrid.reading.plugins.local_server import MAX_PIECES, LocalServer, allowed_address, model, proposals_in
from samfrid.reading.plugins.settings import Settings, SettingsError, models
from tests.reading.plugins.server import (
    Say,
    answering,
    dripping,
    endless,
    proposing,
    raw,
    redirecting,
    slow,
    stand_in,
)

TEXT = "Motion om skyddat boende\n\nEva Ek (S) föreslår att kommunen tecknar ett avtal."
PROPOSAL = {"group": "people", "value": {"name": "Eva Ek"}, "quotation": "Eva Ek (S)", "confidence": 0.8}
GOOD = {"SAMFRID_MODELS": "local-server", "SAMFRID_MODEL_NAME": "provmodell"}


def settings(address: str, **more: str) -> Settings:
    return Settings.read({**GOOD, "SAMFRID_MODEL_ADDRESS": address, **more})


def ask(say: Say, **more: str) -> tuple[list[Proposed], str]:
    """What comes of asking a server that answers like this, and the word for what went wrong."""
    with stand_in(say) as server:
        return gathered(LocalServer(settings(server.address, **more)), TEXT)


def gathered(plug_in: LocalServer, text: str) -> tuple[list[Proposed], str]:
    """What came before an error, and its word."""
    found: list[Proposed] = []
    try:
        for one in plug_in.propose(Asked(text)):
            found.append(one)
    except ModelError as error:
        return found, error.code
    return found, ""


def test_the_text_is_sent_with_what_the_rules_found_and_the_proposals_come_back() -> None:
    with stand_in(proposing(PROPOSAL)) as server:
        plug_in = model(settings(server.address))
        (one,) = plug_in.propose(Asked(TEXT, {"type": "motion", "people": []}))
        assert plug_in.destination == server.address
    assert one == Proposed("people", {"name": "Eva Ek"}, "Eva Ek (S)", 0.8)
    (sent,) = server.asked
    assert sent["model"] == "provmodell"
    assert sent["temperature"] == 0
    assert TEXT in sent["messages"][1]["content"]
    assert '"type": "motion"' in sent["messages"][1]["content"]


@pytest.mark.parametrize(
    ("say", "problem"),
    [
        (answering("jag vet inte"), "malformed"),
        (answering("[]"), "malformed"),
        (answering('{"proposals": {}}'), "malformed"),
        (answering("{" * 5000), "malformed"),
        (answering('{"a":' * 3000 + "1" + "}" * 3000), "malformed"),
        (raw(b"<html>"), "malformed"),
        (raw(b'{"choices": []}'), "malformed"),
        (raw(b'{"choices": [{"message": {"content": null}}]}'), "malformed"),
        (raw(b"\xff\xfe\x00"), "malformed"),
        (answering("{}", status=500), "refused"),
        (answering("{}", status=404), "refused"),
        (endless, "too_large"),
        (slow(3), "timeout"),
        (dripping, "timeout"),
    ],
)
def test_whatever_a_server_answers_is_an_error_with_a_word(say: Say, problem: str) -> None:
    began = time.monotonic()
    assert ask(say, SAMFRID_MODEL_SECONDS="1") == ([], problem)
    assert time.monotonic() - began < 10


def test_a_redirection_is_not_followed() -> None:
    with stand_in(proposing(PROPOSAL)) as other, stand_in(redirecting(f"{other.address}/chat/completions")) as server:
        with pytest.raises(ModelError, match="redirected"):
            list(LocalServer(settings(server.address)).propose(Asked(TEXT)))
        assert not other.asked


def test_the_environments_proxies_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with stand_in(proposing(PROPOSAL)) as server, stand_in(proposing()) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
            monkeypatch.setenv(name, proxy.address)
        assert len(list(LocalServer(settings(server.address)).propose(Asked(TEXT)))) == 1
        assert not proxy.asked


def test_no_server_is_an_error_with_a_word() -> None:
    with stand_in(proposing()) as server:
        address = server.address
    with pytest.raises(ModelError, match="unreachable"):
        list(LocalServer(settings(address)).propose(Asked(TEXT)))


def test_a_server_without_tls_is_an_error_with_a_word() -> None:
    with stand_in(proposing(PROPOSAL)) as server:
        secure = server.address.replace("http://", "https://")
        with pytest.raises(ModelError, match="unreachable"):
            list(LocalServer(settings(secure)).propose(Asked(TEXT)))
        assert not server.asked
    with pytest.raises(ModelError, match="unreachable"):  # nobody listens there any more
        list(LocalServer(settings(secure)).propose(Asked(TEXT)))


def test_what_is_sent_in_the_clear_goes_to_this_machine_whatever_its_name_leads_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.7", 80))])
    plug_in = LocalServer(settings("http://localhost/v1", SAMFRID_MODEL_ELSEWHERE="yes"))
    with pytest.raises(ModelError, match="elsewhere"):
        list(plug_in.propose(Asked(TEXT)))


@pytest.mark.parametrize("fault", [ImportError("no torch"), RuntimeError("Eva Ek")])
def test_a_plug_in_that_cannot_be_started_is_a_setting_that_cannot_be_followed(
    fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load() -> object:
        raise fault

    point = SimpleNamespace(name="trasig", load=load)
    monkeypatch.setattr("samfrid.reading.plugins.settings.entry_points", lambda **_: [point])
    with pytest.raises(SettingsError, match=type(fault).__name__) as caught:
        models(Settings.read({"SAMFRID_MODELS": "trasig"}))
    assert "Eva" not in str(caught.value)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"SAMFRID_MODEL_ADDRESS": "http://modell.example.se/v1"},
        {"SAMFRID_MODEL_ADDRESS": "https://api.example.com/v1"},
        {"SAMFRID_MODEL_ADDRESS": "http://10.0.0.7:8080/v1"},
        {"SAMFRID_MODEL_ADDRESS": "http://localhost.example.se/v1"},
        {"SAMFRID_MODEL_ADDRESS": "http://[::ffff:10.0.0.7]/v1"},
        {"SAMFRID_MODEL_ADDRESS": "http://127.0.0.1@example.se/v1"},
        {"SAMFRID_MODEL_ADDRESS": "ftp://127.0.0.1/v1"},
        {"SAMFRID_MODEL_ADDRESS": "file:///etc/passwd"},
        {"SAMFRID_MODEL_ADDRESS": "http://127.0.0.1:99999/v1"},
        {"SAMFRID_MODEL_ADDRESS": "http://127.0.0.1/v1?nyckel=1"},
        {"SAMFRID_MODEL_ADDRESS": "http://127.0.0.1/v1", "SAMFRID_MODEL_NAME": ""},
        # to another machine only where it is said, and then never in the clear
        {"SAMFRID_MODEL_ADDRESS": "https://modell.example.se/v1", "SAMFRID_MODEL_ELSEWHERE": "1"},
        {"SAMFRID_MODEL_ADDRESS": "http://modell.example.se/v1", "SAMFRID_MODEL_ELSEWHERE": "yes"},
    ],
)
def test_an_address_that_was_not_allowed_is_refused(environment: Mapping[str, str]) -> None:
    with pytest.raises(SettingsError):
        models(Settings.read({**GOOD, **environment}))


@pytest.mark.parametrize("seconds", ["soon", "0", "9999"])
def test_a_time_limit_that_is_none_is_refused(seconds: str) -> None:
    with pytest.raises(SettingsError, match="SAMFRID_MODEL_SECONDS"):
        Settings.read({"SAMFRID_MODEL_SECONDS": seconds})


def test_another_machine_is_asked_only_where_that_is_said() -> None:
    given = {**GOOD, "SAMFRID_MODEL_ADDRESS": "https://modell.example.se/v1", "SAMFRID_MODEL_ELSEWHERE": "yes"}
    (plug_in,) = models(Settings.read(given))
    assert plug_in.destination == "https://modell.example.se/v1"


def test_a_name_that_leads_elsewhere_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def elsewhere(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(0, 0, 0, "", ("192.0.2.7", 80))]

    monkeypatch.setattr("socket.getaddrinfo", elsewhere)
    with pytest.raises(ModelError, match="elsewhere"):
        allowed_address("localhost", 80, elsewhere=False)
    assert allowed_address("modell.example.se", 80, elsewhere=True) == "192.0.2.7"


def test_none_is_on_until_it_is_named() -> None:
    assert models(Settings.read({})) == []
    assert models(Settings.read({"SAMFRID_MODEL_ADDRESS": "http://127.0.0.1:1/v1"})) == []
    with pytest.raises(SettingsError, match="local-server"):
        models(Settings.read({"SAMFRID_MODELS": "nagon-annan"}))


def test_a_long_text_is_asked_about_in_pieces_up_to_a_limit() -> None:
    text = "".join(f"Stycke nummer {number} handlar om stöd.\n\n" for number in range(600))
    with stand_in(proposing()) as server:
        assert list(LocalServer(settings(server.address)).propose(Asked(text))) == []
        assert 2 < len(server.asked) < MAX_PIECES
        for number in range(600):
            assert any(f"nummer {number} " in one["messages"][1]["content"] for one in server.asked)
        server.asked.clear()
        with pytest.raises(ModelError, match="too_long"):
            list(LocalServer(settings(server.address)).propose(Asked(text * 40)))
        assert len(server.asked) == MAX_PIECES


def test_one_bad_answer_among_pieces_stops_nothing() -> None:
    text = "Ett stycke om stöd. " * 700
    with stand_in(proposing(PROPOSAL)) as server:
        good, bad = server.say, answering("nej")

        def by_turns(handler: object) -> None:
            (bad if len(server.asked) == 1 else good)(handler)  # type: ignore[arg-type]

        server.say = by_turns
        found, problem = gathered(LocalServer(settings(server.address)), text)
        assert problem == "malformed"
        assert len(found) == len(server.asked) - 1 > 1


def test_fences_round_the_answer_are_taken_off_and_odd_entries_passed_over() -> None:
    content = f"Här är svaret:\n```json\n{json.dumps({'proposals': [PROPOSAL, 7, {'group': 'date'}]})}\n```"
    first, second = proposals_in(content)
    assert first.group == "people"
    assert (second.group, second.value, second.quotation) == ("date", None, "")
