"""What makes signatures, in either backend: the readable function, or the kernels with the same output."""

from provenance.base.backend import Twin
from provenance.index.signatures import signatures
from provenance.index.signed import signed_texts

SIGNATURES_BY = Twin(signatures, "provenance.index.parallel")
SIGNED_TEXTS_BY = Twin(signed_texts, "provenance.index.parallel")
