"""The scorer: from text to scores."""

from turn import take_turn


def load():
    import scorer
    from scorer.pipeline import score_document
    from scorer.readers import read_text

    def work(texts):
        return sum(len(score_document(read_text(text)).scores) for text in texts)

    return work, {"scorer": scorer.__version__}


take_turn(load)
