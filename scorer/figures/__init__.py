"""Figures of judgements on labelled paragraphs: what they are, and how far they would move with other documents."""
