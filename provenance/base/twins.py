"""What makes tokens, in either backend: the readable function, or the kernels with the same output."""

from provenance.base.backend import Twin
from provenance.base.tokens import tokens, write_hashes

TOKENS_BY = Twin(tokens, "provenance.base.parallel")
HASHES_BY = Twin(write_hashes, "provenance.base.parallel")
