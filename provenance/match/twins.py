"""What measures pairs and passages, in either backend: the readable function, or the kernels with the same output."""

from provenance.base.backend import Twin
from provenance.match.align.alignment import aligned_spans
from provenance.match.fingerprints.winnowing import fingerprints
from provenance.match.paraphrase.align import retold
from provenance.match.paraphrase.wording import wordings
from provenance.match.significance.scores import passage_weights
from provenance.match.similarity.exact import similarities

SIMILARITIES_BY = Twin(similarities, "provenance.match.similarity.parallel")
FINGERPRINTS_BY = Twin(fingerprints, "provenance.match.fingerprints.parallel")
ALIGNED_SPANS_BY = Twin(aligned_spans, "provenance.match.align.parallel")
PASSAGE_WEIGHTS_BY = Twin(passage_weights, "provenance.match.significance.parallel")
RETOLD_BY = Twin(retold, "provenance.match.paraphrase.parallel")
WORDINGS_BY = Twin(wordings, "provenance.match.paraphrase.parallel")
