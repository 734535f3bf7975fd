"""``scorer serve``: what it answers; its limits are in ``test_service_limits``, its life in ``test_service_life``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from office_made import in_word
from openapi_spec_validator import validate
from prometheus_client.parser import text_string_to_metric_families
from service_load import Service, serving
from shell import EXAMPLE, ROOT, Run

import scorer
from scorer.service._gate import names_this_machine
from scorer.service._tasks import SUFFIXES
from scorer.text.digests import digest_paragraphs

SECRET = "zyzzogeton"
"""A word of drafts that no error and no log may hold."""
VAGUE = "Sources said the ferry would be sold."
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERBS = ("score", "check", "report")
CASES = json.loads((ROOT / "tests" / "cases" / "service.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    """A service as it is begun by default, with one worker."""
    with serving("--jobs", "1") as begun:
        yield begun


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[httpx.Client]:
    """Who asks it."""
    with httpx.Client(base_url=service.address, timeout=30) as asking:
        yield asking


def send(client: httpx.Client, path: str, body: str | bytes, media_type: str = "text/plain", **headers: str) -> httpx.Response:
    """The answer to a draft sent as a file."""
    content = body if isinstance(body, bytes) else body.encode()
    return client.post(path, content=content, headers={"content-type": media_type, **headers})


def assert_problem(answer: httpx.Response, status: int) -> str:
    """The sentence of a problem, which quotes nothing."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert SECRET not in answer.text
    problem = answer.json()
    assert problem.keys() == {"type", "title", "status", "detail"}
    assert problem["status"] == status
    return str(problem["detail"])


def validator(name: str) -> Draft202012Validator:
    """What an answer has to be like."""
    return Draft202012Validator(json.loads((ROOT / "scorer" / "reports" / f"{name}.schema.json").read_text("utf-8")))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with no configuration beside it."""
    path = tmp_path / "draft.md"
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def test_a_score_is_that_of_the_command_line(client: httpx.Client, run: Run, draft: Path) -> None:
    written = run("score", "--format", "json", draft).out
    answer = send(client, f"/score?name={draft}", draft.read_bytes(), "text/markdown")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == written
    validator("score").validate(answer.json())


def test_a_check_is_that_of_the_command_line(client: httpx.Client, run: Run, draft: Path) -> None:
    written = run("check", "--isolated", "--format", "json", draft).out
    answer = send(client, f"/check?name={draft}", draft.read_bytes(), "text/markdown")
    assert answer.status_code == 200
    assert answer.text == written
    assert answer.json()["documents"][0]["findings"]
    validator("check").validate(answer.json())


def test_a_report_is_that_of_the_command_line(client: httpx.Client, run: Run, draft: Path) -> None:
    written = run("report", draft).out
    answer = send(client, f"/report?name={draft}", draft.read_bytes(), "text/markdown")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text == written
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert policy.replace("'", "&#39;") in answer.text


def test_json_and_a_file_are_answered_alike(client: httpx.Client) -> None:
    told = client.post("/score", json={"text": VAGUE, "name": "ferry"})
    sent = send(client, "/score?name=ferry", VAGUE)
    assert told.json() == sent.json()
    assert told.json()["document"] == "ferry"
    assert client.post("/score", json={"text": VAGUE}).json()["document"] == "-"


@pytest.mark.parametrize("verb", VERBS)
def test_a_word_file_is_read(client: httpx.Client, verb: str) -> None:
    assert send(client, f"/{verb}", in_word(), WORD).status_code == 200


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("text/plain", VAGUE), ("text/html", f"<p>{VAGUE}</p>"), ("Text/Markdown; Charset=UTF-8", f"**{VAGUE}**"),
        ('text/plain;charset="utf-8"', VAGUE), ("text/html;charset=", VAGUE), ("text/plain; format=flowed", VAGUE),
    ],
)  # fmt: skip
def test_media_types_of_text(client: httpx.Client, media_type: str, body: str) -> None:
    assert send(client, "/score", body, media_type).json()["sources"][0]["name"] == "Sources"


def test_every_media_type_has_a_reader() -> None:
    from scorer.readers import suffixes

    assert set(SUFFIXES.values()) <= set(suffixes())


def test_a_charset_holds(client: httpx.Client) -> None:
    text = "Мэр сказал. " + VAGUE
    answer = send(client, "/score", text.encode("iso8859-5"), "text/plain; charset=iso-8859-5")
    assert answer.json()["paragraphs"][0]["text"] == text


def test_a_charset_is_stronger_than_what_a_page_says(client: httpx.Client) -> None:
    page = '<meta charset="iso-8859-1"><p>Iñigo Ibarra said the ferry would be sold.</p>'
    answer = send(client, "/score", page.encode(), "text/html; charset=utf-8")
    assert answer.json()["sources"][0]["name"] == "Iñigo Ibarra"


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["why"])
@pytest.mark.parametrize("verb", ["score", "report"])
def test_refused(client: httpx.Client, verb: str, case: dict[str, Any]) -> None:
    body = case["body"].replace("SECRET", SECRET).encode("latin-1") * case.get("times", 1)
    headers = case.get("headers", {})
    answer = client.post(f"/{verb}", content=body, headers=headers)
    assert_problem(answer, case["status"])
    assert client.get("/ready").status_code == 200


@pytest.mark.parametrize("case", CASES["taken"], ids=lambda case: case["why"])
@pytest.mark.parametrize("verb", VERBS)
def test_odd_but_taken(client: httpx.Client, verb: str, case: dict[str, Any]) -> None:
    body = case["body"].encode("latin-1")
    answer = client.post(f"/{verb}", content=body, headers=case["headers"])
    assert answer.status_code == 200, answer.text
    answer.content.decode("utf-8")  # strictly
    if verb != "report":
        answer.json()


def test_a_name_leads_to_no_file(client: httpx.Client, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(VAGUE)
    digest = digest_paragraphs(scorer.read(draft))[0]
    (tmp_path / "copy.allow").write_text(f'{digest} AN103 "news desk" "masthead approved by Zyzzogeton"\n')
    (tmp_path / "scorer.toml").write_text('ignore = ["AN101"]\n')
    beside = scorer.check(scorer.read(draft))
    assert [one.finding.code for one in beside.suppressed] == ["AN103"]  # so it would, if the name led there
    for answer in (client.post("/check", json={"text": VAGUE, "name": str(draft)}), send(client, f"/check?name={draft}", VAGUE)):
        found = answer.json()["documents"][0]
        assert found["document"] == str(draft)
        assert {"AN101", "AN103"} <= {one["code"] for one in found["findings"]}
        assert not found["allowances"]
    assert client.post("/report", json={"text": VAGUE, "name": str(draft)}).text.count("Zyzzogeton") == 0


def test_leave_in_the_copy_holds(client: httpx.Client) -> None:
    copy = f'{VAGUE}\n\n<!-- scorer: allow AN103 by="desk" reason="approved" -->\n'
    assert [one["code"] for one in send(client, "/check", copy, "text/markdown").json()["documents"][0]["suppressed"]] == [
        "AN103"
    ]


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("localhost", True), ("localhost:80", True), ("LOCALHOST:9", True), ("127.0.0.1:8008", True), ("127.9.9.9", True),
        ("[::1]:8008", True), ("evil.example", False), ("127.0.0.1.evil.example", False), ("", False), ("10.0.0.1", False),
        ("localhost@evil.example", False), ("[::1", False), ("localhost.evil", False),
    ],
)  # fmt: skip
def test_names_of_this_machine(host: str, own: bool) -> None:
    assert names_this_machine(host) is own


def test_a_name_that_was_made_to_lead_here_is_refused(client: httpx.Client) -> None:
    assert_problem(send(client, "/score", VAGUE, host="evil.example"), 421)
    assert_problem(client.get("/metrics", headers={"host": "evil.example:80"}), 421)
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 200  # tells nothing


def test_pages_of_other_sites_are_refused(client: httpx.Client, service: Service) -> None:
    assert_problem(send(client, "/score", VAGUE, origin="https://evil.example"), 403)
    assert_problem(send(client, "/score", VAGUE, origin="null"), 403)
    assert_problem(send(client, "/score", VAGUE, origin="http://["), 403)
    answer = send(client, "/score", VAGUE, origin=service.address)
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_other_addresses_and_methods(client: httpx.Client) -> None:
    assert_problem(client.get("/nowhere"), 404)
    assert_problem(client.get("/score"), 405)
    assert client.get("/score").headers["allow"] == "POST"
    assert_problem(client.options("/score"), 405)
    assert_problem(client.post("/score/", content=b"x"), 404)


def test_the_first_page_leads_on(client: httpx.Client) -> None:
    page = client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    for link in re.findall(r'href="([^"]+)"', page.text):
        assert client.get(f"/{link}").status_code == 200
    assert client.get("/health").json() == {"status": "alive"}
    assert client.get("/ready").json() == {"status": "ready"}


def test_every_answer_is_kept_by_nobody(client: httpx.Client) -> None:
    for answer in (client.get("/"), send(client, "/report", VAGUE), client.get("/nowhere")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers


def test_the_description_is_openapi(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"] == scorer.__version__
    for path, methods in document["paths"].items():
        for method in methods:
            assert client.request(method, path).status_code not in (404, 405), path
    named = {path for path, methods in document["paths"].items() if "post" in methods}
    assert named == {f"/{verb}" for verb in VERBS}
    draft = Draft202012Validator(document["components"]["schemas"]["Draft"])
    assert draft.is_valid({"text": "", "name": "a"})
    assert not draft.is_valid({"name": "a"})


def test_metrics_count(client: httpx.Client) -> None:
    def count(name: str, **labels: str) -> float:
        families = text_string_to_metric_families(client.get("/metrics").text)
        found = [
            one for family in families for one in family.samples if one.name == name and labels.items() <= one.labels.items()
        ]
        return sum(one.value for one in found)

    before = count("scorer_requests_total", path="/score", status="200")
    lasting = count("scorer_request_seconds_count", path="/score")
    unknown = count("scorer_requests_total", path="other")
    send(client, "/score", VAGUE)
    client.get(f"/{SECRET}")
    assert count("scorer_requests_total", path="/score", status="200") == before + 1
    assert count("scorer_request_seconds_count", path="/score") == lasting + 1
    assert count("scorer_requests_total", path="other", status="404") == unknown + 1
    assert count("scorer_queue_length") == count("scorer_bytes_held") == 0
    assert SECRET not in client.get("/metrics").text
