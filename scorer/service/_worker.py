"""What a worker process does: the same as the command line does with a draft, and the same output."""

from __future__ import annotations

import codecs
import gc
import html
import json
import os
import signal
from collections.abc import Callable
from copy import deepcopy
from http import HTTPStatus
from io import StringIO
from multiprocessing.connection import Connection

from scorer.checks import check_document
from scorer.draft_reports import Compiler
from scorer.errors import ScorerError, UnreadableInput
from scorer.model import load
from scorer.pipeline import score_document
from scorer.readers import read_bytes, read_text, suffixes
from scorer.reports._findings.json import Reporter
from scorer.reports._pages.draft import write_draft_page
from scorer.reports._records import describe_document, write_line
from scorer.rules import rulebook
from scorer.service._problems import MEDIA_TYPE, Problem, describe_problem
from scorer.service._tasks import JSON, LONGEST_NAME, NAMELESS, SUFFIXES, Answer, Task
from scorer.settings import Configurations, automaton_for
from scorer.suppressions.baseline import read_baseline
from scorer.types import Document

_WARM_UP = "“We closed it,” said Dolores Ibarra, the county engineer. Officials had said that the gate was safe."
_POLICY = '<meta http-equiv="Content-Security-Policy" content="'
_CHARSETS = ("utf-8", "utf-16", "utf-32", "ascii", "iso8859", "cp125", "mac-")
_FIELDS = frozenset(["text", "name"])


def attend(connection: Connection, config: str | None, model: str | None) -> None:
    """Say that everything is loaded, or why not, then answer tasks until nobody is there to ask."""
    for signalled in (signal.SIGINT, signal.SIGTERM):  # meant for the service, which lets us finish
        signal.signal(signalled, signal.SIG_IGN)
    try:
        desk = Desk(config, model)
    except ScorerError as error:
        connection.send(str(error))
        return
    connection.send("")
    try:
        while True:
            connection.send(desk.answer(connection.recv()))
    except (EOFError, OSError):
        return


class Desk:
    """Answers tasks with everything loaded.

    While it is worked on a draft is nameless, like standard input: the name in a request decides on no file that is read.
    """

    def __init__(self, config: str | None, model: str | None):
        configurations = Configurations(None, config, isolated=config is None)
        configuration = configurations.for_path(NAMELESS)
        self._settings = configuration.settings_for(NAMELESS)
        self._automaton = automaton_for(configuration)
        self._scoring = load(model)
        self._checking = self._scoring if model or not configuration.model else load(configuration.model)
        self._baseline = read_baseline(str(configuration.baseline)) if configuration.baseline else None
        self._compiler = Compiler(configurations, self._checking)
        self._verbs: dict[str, Callable[[Document, str], Answer]] = {
            "score": self._score,
            "check": self._check,
            "report": self._report,
        }
        suffixes()  # which finds all readers
        for verb in self._verbs:
            self.answer(Task(verb, "text/plain", "", _WARM_UP.encode()))
        gc.freeze()  # what is loaded stays: no collection walks it

    def answer(self, task: Task) -> Answer:
        """The result of a task, or the problem with it."""
        try:
            document, name = _read(task)
            return self._verbs[task.verb](document, name)
        except Problem as problem:
            return _answer_problem(problem.status, problem.detail)
        except UnreadableInput as error:
            return _answer_problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error).removeprefix(f"{NAMELESS}: "))
        except ScorerError:
            return _answer_problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the draft cannot be worked on; scorer check says why")
        except Exception as error:  # its message might hold words of the draft
            if os.environ.get("SCORER_DEBUG"):
                raise
            return _answer_problem(HTTPStatus.INTERNAL_SERVER_ERROR, f"internal error ({type(error).__name__}); please report it")

    def _score(self, document: Document, name: str) -> Answer:
        scored = score_document(document, self._scoring)
        document.name = name
        stream = StringIO()
        write_line(stream, describe_document(scored))
        return Answer(HTTPStatus.OK, JSON, stream.getvalue().encode())

    def _check(self, document: Document, name: str) -> Answer:
        checked = check_document(document, self._settings, model=self._checking, automaton=self._automaton)
        if self._baseline:
            checked = deepcopy(self._baseline).drop_known(checked)  # what is known covers every draft anew
        document.name = name
        stream = StringIO()
        reporter = Reporter(stream, rulebook())
        reporter.document(checked)
        reporter.end()
        return Answer(HTTPStatus.OK, JSON, stream.getvalue().encode())

    def _report(self, document: Document, name: str) -> Answer:
        compiled = self._compiler.report_on(document)
        document.name = name
        page = write_draft_page(compiled)
        policy = html.unescape(page.partition(_POLICY)[2].partition('"')[0])
        return Answer(HTTPStatus.OK, "text/html; charset=utf-8", page.encode("utf-8", "backslashreplace"), policy)


def _answer_problem(status: int, detail: str) -> Answer:
    return Answer(status, MEDIA_TYPE, describe_problem(status, detail))


def _read(task: Task) -> tuple[Document, str]:
    """The draft of a task, nameless, and the name to give it in the end."""
    if task.media_type == JSON:
        text, name = _read_json(task.body)
        return read_text(text, NAMELESS), name
    body = _with_mark(task.body, task.charset) if task.charset else task.body
    return read_bytes(body, NAMELESS, SUFFIXES[task.media_type]), task.name


def _read_json(body: bytes) -> tuple[str, str]:
    try:
        content = json.loads(body)
    except json.JSONDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"the body is no JSON from line {error.lineno}, column {error.colno}, on") from None
    except (ValueError, RecursionError):
        raise Problem(HTTPStatus.BAD_REQUEST, "the body is no JSON that can be read; send an object with text and name") from None
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the body has no string called text; send an object with text and name")
    if not content.keys() <= _FIELDS:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the body has more than text and name; leave the rest out")
    name = content.get("name", NAMELESS)
    if not isinstance(name, str):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the name is no string; send one, or leave it out")
    return content["text"], name[:LONGEST_NAME] or NAMELESS


def _with_mark(body: bytes, charset: str) -> bytes:
    """The body in UTF-8 with a mark that says so, which is stronger than anything that a page says of itself."""
    try:
        if codecs.lookup(charset).name.startswith(_CHARSETS):
            return body.decode(charset).encode("utf-8-sig")
        raise LookupError
    except (LookupError, ValueError):
        detail = "the body is not in the charset that its media type names; leave the charset out, and it is found out"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail) from None
