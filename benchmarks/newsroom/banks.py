"""The two halves by name."""

from benchmarks.newsroom.bank_fit import FIT
from benchmarks.newsroom.bank_test import TEST

BANKS = {"fit": FIT, "test": TEST}
