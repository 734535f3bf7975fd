"""Looking after labelled corpora: check them, convert them, split them, compare readings, choose what to label next."""

from __future__ import annotations
