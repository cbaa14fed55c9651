"""Finding missions that are alike, that fit words, or that suit whoever asks: words and vectors together.

Vectors only propose: what is shown is read again from PostgreSQL under all conditions and rights.
"""
