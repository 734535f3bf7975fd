"""The measures a person wants first, rounded and in plain words."""

from __future__ import annotations

from typing import Any

from scorer.terms import KINDS, count


class Summary:
    """Puts measures into words; ``none`` stands where there is nothing to divide."""

    def __init__(self, measures: dict[str, Any], none: str):
        self.measures = measures
        self.none = none

    def lines(self) -> list[tuple[str, str]]:
        """Each measure with its label; those that say nothing of this draft are left out."""
        if not self.measures.get("words"):
            return []
        found = [
            ("Sources", self._sources()),
            ("Credited to a source", self._credited()),
            ("Unnamed sources", self._unnamed()),
            ("Care with the unnamed", self._care()),
            ("Bodies and their records", f"{self._share('institutional_share_words')} of credited words"),
            ("Busiest source", self._busiest()),
            ("Right of reply", self._replies()),
            ("Hedges per 1,000 words", self._hedges()),
            ("Voice", self._voice()),
            ("Text", self._health()),
        ]
        return [(label, text) for label, text in found if text]

    def _share(self, name: str) -> str:
        return self._figure(name, ".0%")

    def _figure(self, name: str, form: str = ".2f") -> str:
        value = self.measures[name]
        return self.none if value is None else format(value, form)

    def _sources(self) -> str:
        kinds = "; ".join(f"{KINDS.get(kind, kind)} {number}" for kind, number in self.measures["distinct_by_kind"].items())
        return f"{self.measures['distinct_sources']}" + f" ({kinds})" * bool(kinds)

    def _credited(self) -> str:
        words = count(self.measures["words"], "word")
        return f"{self._share('attributed_share_words')} of {words}, in {self._share('attributed_share')} of paragraphs"

    def _unnamed(self) -> str:
        if not self.measures["unnamed_sources"]:
            return "none"
        rest = f"{self._share('anonymous_source_share')} of sourced paragraphs rest on them alone"
        return f"{self._share('anonymous_source_share_words')} of credited words; {rest}"

    def _care(self) -> str:
        total = self.measures["unnamed_sources"]
        if not total:
            return ""
        care = {name: round(share * total) for name, share in self.measures["anonymity_care"].items()}
        reasons = f"reason informative {care['reason_informative']}, rote {care['reason_rote']}"
        return f"of {total}: described {care['described']}; {reasons}; numbered {care['numbered']}"

    def _busiest(self) -> str:
        if self.measures["top_source"] is None:
            return ""
        index = f"concentration (HHI) {self._figure('hhi')}, by words {self._figure('hhi_words')}"
        return f"#{self.measures['top_source']} leads {self._share('concentration')} of sourced paragraphs; {index}"

    def _replies(self) -> str:
        told = f"denials from {self.measures['denials']}, no comment from {self.measures['no_comments']}"
        accused = self.measures["accused_parties"]
        if not accused:
            return f"nobody accused by name; {told}"
        heard = round(self.measures["reply_coverage"] * accused)
        lag = "" if self.measures["reply_lag"] is None else f", median lag in paragraphs {self._figure('reply_lag', 'g')}"
        return f"{heard} of {accused} accused heard{lag}; {told}"

    def _hedges(self) -> str:
        narrator = self._figure("hedge_density_narrator_per_1k", ".1f")
        inside = self._figure("hedge_density_attributed_per_1k", ".1f")
        return f"{self._figure('hedge_density_per_1k', '.1f')} (narrator {narrator}, inside attributions {inside})"

    def _voice(self) -> str:
        quoted, relayed = self._share("quote_share_words"), self._share("relay_share")
        return f"{quoted} of words in direct speech; second-hand in {relayed} of paragraphs"

    def _health(self) -> str:
        damaged = self.measures["damaged"]
        return f"broken in {count(damaged, 'paragraph')}, so what was found there is less certain" if damaged else ""
