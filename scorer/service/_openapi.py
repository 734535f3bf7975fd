"""The service in the words of OpenAPI 3.1, for people and for those who make clients."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from scorer.service._problems import MEDIA_TYPE
from scorer.service._tasks import JSON, SUFFIXES
from scorer.service._terms import Terms

Record = dict[str, Any]
_SUMMARIES = {
    "score": ("Score every paragraph, with the evidence", "The object of `scorer score --format json`."),
    "check": ("Check against editorial rules of sourcing", "The object of `scorer check --format json`."),
    "report": ("A page for the browser with all that is found", "The page of `scorer report`."),
}
_SCHEMAS = "#/components/schemas/"
_RESULTS = {"score": "score.scored_document", "check": "check.report"}
_REFUSALS = {
    "400": "The body is no JSON.",
    "401": "A token is wanted.",
    "403": "A page of another site asked.",
    "408": "The body did not arrive in time.",
    "413": "The body is too large.",
    "415": "The media type is not known, or the body is compressed.",
    "421": "The service was called by a name that is not of this machine.",
    "422": "The body holds no draft that can be read.",
    "429": "As many drafts as may wait are waiting.",
    "500": "An error of the service.",
    "503": "The draft took too long, too many connections are open, or the service is stopping.",
}
_LATER = ("429", "503")
_STATUS = {"type": "object", "required": ["status"], "properties": {"status": {"type": "string"}}}


def describe_service(terms: Terms) -> Record:
    """The OpenAPI document of a service."""
    schemas = (
        {
            "Draft": {
                "type": "object",
                "required": ["text"],
                "additionalProperties": False,
                "properties": {
                    "text": {"type": "string", "description": "The draft as plain text."},
                    "name": {"type": "string", "description": "What the answer calls it; no file is looked for.", "default": "-"},
                },
            },
            "Problem": {
                "type": "object",
                "description": "Problem details (RFC 9457).",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string", "description": "One sentence; never a word of the draft."},
                },
            },
        }
        | _read_schemas("score")
        | _read_schemas("check")
    )
    paths: Record = {f"/{verb}": {"post": _describe_verb(verb, terms)} for verb in _SUMMARIES}
    paths["/health"] = {"get": _describe_watch("Whether the service lives", _answer("It does.", JSON, _STATUS))}
    paths["/ready"] = {
        "get": _describe_watch(
            "Whether the service takes drafts", _answer("It does.", JSON, _STATUS), _refusal("503", "It is stopping.")
        )
    }
    paths["/metrics"] = {
        "get": _describe_watch("Counts in the format of Prometheus", _answer("The counts.", "text/plain", {"type": "string"}))
    }
    paths["/openapi.json"] = {"get": _describe_watch("This document", _answer("It.", JSON, {"type": "object"}))}
    paths["/"] = {"get": _describe_watch("What there is", _answer("A page.", "text/html", {"type": "string"}))}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "attribution-scorer",
            "version": terms.version,
            "summary": "Measures traceability, never truth.",
            "description": "How far each paragraph of a news draft can be traced to an accountable source.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}] if terms.token else [],
    }


def _describe_verb(verb: str, terms: Terms) -> Record:
    summary, result = _SUMMARIES[verb]
    page = verb not in _RESULTS
    schema = {"type": "string"} if page else {"$ref": f"{_SCHEMAS}{_RESULTS[verb]}"}
    content: Record = {JSON: {"schema": {"$ref": f"{_SCHEMAS}Draft"}}}
    content |= {media_type: {} for media_type in SUFFIXES}
    name = {"name": "name", "in": "query", "schema": {"type": "string"}, "description": "What a draft that is no JSON is called."}
    return {
        "operationId": verb,
        "summary": summary,
        "parameters": [name],
        "requestBody": {
            "required": True,
            "description": f"A draft as JSON, or a file with its media type, of at most {terms.max_body} bytes.",
            "content": content,
        },
        "responses": {"200": _answer(result, "text/html" if page else JSON, schema)}
        | {status: _refusal(status, why) for status, why in _REFUSALS.items()},
    }


def _describe_watch(summary: str, answer: Record, stopping: Record | None = None) -> Record:
    return {"summary": summary, "responses": {"200": answer} | ({"503": stopping} if stopping else {})}


def _answer(description: str, media_type: str, schema: Record) -> Record:
    return {"description": description, "content": {media_type: {"schema": schema}}}


def _refusal(status: str, description: str) -> Record:
    answer = _answer(description, MEDIA_TYPE, {"$ref": f"{_SCHEMAS}Problem"})
    if status in _LATER:
        after = {"description": "Seconds after which to try again.", "schema": {"type": "integer"}}
        answer["headers"] = {"Retry-After": after}
    return answer


def _read_schemas(name: str) -> Record:
    """The definitions of an output's schema, each called after it; generators of clients want them side by side."""
    text = (resources.files("scorer.reports") / f"{name}.schema.json").read_text("utf-8")
    definitions = json.loads(text.replace('"#/$defs/', f'"{_SCHEMAS}{name}.'))["$defs"]
    return {f"{name}.{part}": definition for part, definition in definitions.items()}
