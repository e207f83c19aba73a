"""Templates of ours become pages; escaping, the policy and the hashes in it stand here, once."""

import base64
import hashlib
import math
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from provenance.base.escaping import asked_name
from provenance.report import wording
from provenance.report.evidence import grounds
from provenance.report.quotations import by_form, there
from provenance.report.story import evidence_text, quoted_apart
from provenance.report.web import palette
from provenance.report.web.markup import element, html_text, visible

if TYPE_CHECKING:
    from jinja2 import Environment

INDEX_NAME = "All stories"  # how pages call the page that leads to them
CLOSED = "base-uri 'none'; form-action 'none'"  # not covered by default-src


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 (heavy; only where HTML is wanted)

    environment = Environment(
        loader=PackageLoader("provenance.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "shown": html_text,
        "asked": asked_name,
        "visible": visible,
        "short": wording.shortened,
        "many": wording.many,
        "percent": wording.percent,
        "likely": wording.likely_word,
        "signed": wording.signed_number,
        "candidates": wording.candidate_dates,
        "said": evidence_text,
        "apart": quoted_apart,
        "there": there,
        "forms": by_form,
        "bar": bar,
        "grounds": grounds,
        "sortable": lambda period: str(period.first or period.last or "9999")[:19],
        "kind": lambda name: wording.KINDS.get(name, name),
        "scope": lambda name: wording.SCOPES.get(name, "scope unknown"),
    }
    style, script = _style(environment), _lines(environment.get_template("list.js").render())
    environment.globals |= {
        "style": Markup(style),  # noqa: S704 (our own file)
        "script": Markup(script),  # noqa: S704 (likewise; nothing of an article is in it)
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; {CLOSED}",
        "asking_policy": f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'self'",
        "scripted_policy": f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; {CLOSED}",
        "limits": wording.LIMITS,
    }
    return environment


def _style(environment: "Environment") -> str:
    light = palette.variables(palette.LIGHT, palette.TINTS_LIGHT, palette.LINES_LIGHT)
    dark = palette.variables(palette.DARK, palette.TINTS_DARK, palette.LINES_DARK)
    return _lines(environment.get_template("style.css").render(light=light, dark=dark))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")  # a checkout may turn line ends; browsers hash what they have made LF


def _hash(text: str) -> str:
    """As a content security policy names a style or script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def bar(share: float) -> Markup:
    """A share as a small bar: its length is a class, since the policy allows no style beside the sheet.

    >>> print(bar(.52))
    <i class="bar b11" aria-hidden="true"></i>
    """
    return element("i", class_=f"bar b{min(20, max(0, math.ceil(20 * share)))}", aria_hidden="true")


def asking_policy() -> str:
    """The policy of a page with a form: like that of other pages, and the form goes where the page came from."""
    return str(_environment().globals["asking_policy"])


def rendered(name: str, **values: object) -> str:
    """A template of ours, filled in."""
    return _environment().get_template(name).render(**values)
