"""proselint: all its checks, as its command runs them."""

from importlib.metadata import version

from turn import take_turn


def load():
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)

    def work(texts):
        return sum(len(LintFile("draft", text).lint()) for text in texts)

    return work, {"proselint": version("proselint"), "google-re2": version("google-re2")}


take_turn(load)
