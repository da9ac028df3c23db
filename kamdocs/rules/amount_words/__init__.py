"""Whole numbers and amounts of money in words, written and found again.

How numbers are named is an algorithm, which a language's file chooses by its name; the names of currencies and the form
of the whole are data in that file.
"""

from kamdocs.rules.amount_words.algorithms import ALGORITHMS
from kamdocs.rules.amount_words.found import FoundWords, WordedAmounts
from kamdocs.rules.amount_words.numerals import LIMIT, Numerals
from kamdocs.rules.amount_words.writing import amount_in_words, number_in_words

__all__ = ["ALGORITHMS", "LIMIT", "FoundWords", "Numerals", "WordedAmounts", "amount_in_words", "number_in_words"]
