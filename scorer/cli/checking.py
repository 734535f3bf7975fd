"""``scorer check``."""

from __future__ import annotations

from typing import Any

import click

from scorer.cli._checks import Plan, carry_out
from scorer.cli._options import corrections_option, model_option, output_option
from scorer.discover import member_names
from scorer.types import SEVERITIES

FORMATS = member_names("scorer.reports._findings")
_CODES = "Codes (AN105), prefixes (AN), names or families, apart by commas; may be given several times."


@click.command(
    short_help="Check copy against editorial rules of sourcing.",
    epilog="""\b
Examples:
  scorer check draft.md
  scorer check --select AN,RR --ignore AN102 copy/
  scorer check --format github --report sarif=findings.sarif copy/
  scorer check --diff origin/main copy/                  # only paragraphs that changed
  scorer check --write-baseline baseline.json archive/   # what is known already
  scorer check --baseline baseline.json archive/         # what is new
  scorer check --watch draft.md                          # again after every save
\b
Exit codes: 0 nothing found that is as grave as --fail-on, 1 something found, 2 wrong usage, configuration or unreadable input
(everything else has been done). scorer rules lists the rules, scorer rule AN105 explains one.""",
)
@click.argument("drafts", nargs=-1, metavar="[DRAFT]...", type=click.Path(readable=False))
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="terminal", show_default=True, help="How to write.")
@output_option
@click.option("--report", "reports", multiple=True, metavar="FORMAT=FILE", help="Write another report into a file; repeatable.")
@click.option("--select", multiple=True, metavar="CODES", help=f"Ask these rules only. {_CODES}")
@click.option("--ignore", multiple=True, metavar="CODES", help="Do not ask these rules.")
@click.option("--extend-select", multiple=True, metavar="CODES", help="Ask these rules, too.")
@click.option(
    "--severity", "severities", multiple=True, metavar="CODE=SEVERITY", help="Report a rule as error, warning, note or off."
)
@click.option(
    "--threshold", "thresholds", multiple=True, metavar="CODE.NAME=N", help="Set a number of a rule (see scorer rule CODE)."
)
@click.option("--config", type=click.Path(), metavar="FILE", help="Configuration instead of the nearest one upwards.")
@click.option("--isolated", is_flag=True, help="Read no configuration.")
@click.option("--force-exclude", is_flag=True, help="Leave out excluded drafts even if named, as by a hook.")
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="The lightest finding that fails.  [default: error]")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("--statistics", is_flag=True, help="Count findings by rule instead of listing them (format terminal or json).")
@click.option("--baseline", type=click.Path(), metavar="FILE", help="Leave out findings that stand in this file.")
@click.option(
    "--write-baseline", type=click.Path(dir_okay=False), metavar="FILE", help="Write all findings as known; exit with 0."
)
@click.option("--diff", "base", metavar="BASE", help="Only paragraphs that differ from this git revision.")
@click.option("--watch", is_flag=True, help="Check again whenever a draft is saved, until interrupted.")
@click.option("-j", "--jobs", type=int, default=0, metavar="N", help="Workers; 0: as many as pay, -1: all cores.  [default: 0]")
@click.option("--stdin-filename", "called", default="", metavar="NAME", help="The name that standard input goes by.")
@model_option
@corrections_option
@click.pass_context
def check(ctx: click.Context, /, **options: Any) -> None:
    """Check each DRAFT (a file, a folder, or - for stdin; default: the current folder) against editorial rules of sourcing.

    Rules read the words of the copy and who is credited with them; they say where a published standard is not met and what to do.
    A finding can be allowed by whoever may: in the copy by a comment, or in a file beside it (see README).
    """
    ctx.exit(carry_out(Plan(**options)))
