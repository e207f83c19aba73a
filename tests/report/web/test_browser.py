"""In a real browser no payload runs, nothing is asked for, and nothing is complained about."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from provenance.report.verdict import article_story
from provenance.report.web.html import article_page
from provenance.report.web.pages import file_name, pair_name, write_report
from tests.report import invented
from tests.report.web.test_index_page import trace_of

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--virtual-time-budget=2000",
    "--window-size=1400,900",
)  # fmt: skip
PAYLOAD = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
POLICY = re.compile("<meta http-equiv[^>]*>")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Opens a file; gives the document as it stands afterwards, and what the console said."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if program is None:
        pytest.skip("Chromium is not here: whether payloads run was not tried in a browser")

    def opened(path: Path) -> tuple[str, list[str]]:
        profile = tmp_path_factory.mktemp("profile")
        command = [program, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", path.as_uri()]
        done = subprocess.run(command, capture_output=True, timeout=60, check=True)
        said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
        return done.stdout.decode("utf-8", "replace"), said

    return opened


def title(document):
    return re.search("<title>(.*?)</title>", document, re.DOTALL)[1]


def test_the_probe_sees_a_page_without_escapes_and_policy_fail(browser, tables, tmp_path):
    safe = article_page(article_story(tables, "fire/wire.txt"))
    broken = tmp_path / "broken.html"
    broken.write_text(POLICY.sub("", safe).replace("</main>", PAYLOAD + "</main>"), encoding="utf-8")
    assert title(browser(broken)[0]) == "owned"


def test_the_policy_alone_stops_a_payload(browser, tables, tmp_path):
    safe = article_page(article_story(tables, "fire/wire.txt"))
    unescaped = tmp_path / "unescaped.html"
    unescaped.write_text(safe.replace("</main>", PAYLOAD + "</main>"), encoding="utf-8")
    document, said = browser(unescaped)
    assert title(document) == "Provenance of Fire closes Lorandian grain harbour"
    assert said


@pytest.mark.parametrize(
    "name",
    ["index.html", file_name(invented.HOSTILE_ID), pair_name(invented.HOSTILE_ID, "fire/wire.txt")],
    ids=["index", "hostile article", "hostile pair"],
)
def test_escaping_alone_stops_every_payload_and_the_console_is_silent(browser, written, tmp_path, name):
    whole = (written / name).read_text(encoding="utf-8")
    before = re.search("<title>(.*?)</title>", whole, re.DOTALL)[1]
    without_policy = tmp_path / name
    without_policy.write_text(POLICY.sub("", whole), encoding="utf-8")
    assert title(browser(without_policy)[0]) == before.replace("&#34;", '"').replace("&#39;", "'")
    document, said = browser(written / name)
    assert said == []
    assert document.count("<script") == (name == "index.html")


DRIVER = """<script>
var seen = function () { return Array.from(document.querySelectorAll("#list tbody tr")).filter(function (r) {
  return !r.hidden; }); };
var field = function (name, value) { var f = document.querySelector("#tools [name=" + name + "]"); f.value = value;
  f.dispatchEvent(new Event("input")); };
var told = [document.getElementById("tools").hidden, seen().length];
field("words", "harbour"); told.push(seen().length, document.getElementById("count").textContent); field("words", "");
field("outlet", "Border Post"); told.push(seen().length); field("outlet", "");
field("kind", "others"); told.push(seen().length); field("kind", "");
var date = document.querySelector("[data-sort=date] button"); date.click();
told.push(seen()[0].dataset.date.slice(0, 10), document.querySelector("[aria-sort]").getAttribute("aria-sort"));
date.click(); told.push(seen()[10].dataset.date.slice(0, 10));
document.title = JSON.stringify(told);
</script>"""


def test_the_list_of_the_index_filters_and_sorts(browser, written, tmp_path):
    whole = (written / "index.html").read_text(encoding="utf-8")
    driven = tmp_path / "index.html"
    driven.write_text(POLICY.sub("", whole).replace("</body>", DRIVER + "</body>"), encoding="utf-8")
    shown = [False, 11, 5, "5 of 11 lines shown", 2, 4, "2001-01-17", "ascending", "2001-01-17"]
    assert json.loads(html.unescape(title(browser(driven)[0]))) == shown


HIGHEST = 6_000  # pixels, 1,400 wide
MEASURE = """<script>document.title = JSON.stringify([document.documentElement.scrollHeight,
document.documentElement.scrollWidth, document.documentElement.clientWidth]);</script>"""


def measured(browser, path, folder):
    page_text = POLICY.sub("", path.read_text(encoding="utf-8"))
    copy = folder / f"measured-{path.name}"
    copy.write_text(page_text.replace("</body>", MEASURE + "</body>"), encoding="utf-8")
    return json.loads(html.unescape(title(browser(copy)[0])))


@pytest.mark.parametrize("size", [5, 150, 3000])
def test_pages_stay_short_and_nothing_is_wider_than_the_screen(browser, tmp_path, size):
    tables = trace_of(size, copies=2)
    report = tmp_path / "report"
    written = write_report(tables, invented.RUN, report)
    largest = max((path for path in written if path.name != "index.html"), key=lambda path: path.stat().st_size)
    for path in (report / "index.html", largest):
        height, width, window = measured(browser, path, tmp_path)
        assert (height < HIGHEST, width <= window, path.stat().st_size < 300_000) == (True, True, True), path.name


def test_no_serious_fault_of_accessibility(browser, written, tmp_path):
    """With axe-core (npm), whose file AXE names; the hand-made checks of test_html stand in any case."""
    axe = os.environ.get("AXE")
    if not axe:
        pytest.skip("AXE names no axe.min.js of axe-core: accessibility was checked by hand only")
    run = "axe.run(document).then(r => { document.title = JSON.stringify(r.violations.map(v => [v.id, v.impact])); });"
    probe = f"<script>{Path(axe).read_text(encoding='utf-8')}</script><script>{run}</script>"
    for path in sorted(written.iterdir()):
        copy = tmp_path / path.name
        whole = POLICY.sub("", path.read_text(encoding="utf-8"))
        copy.write_text(whole.replace("</body>", probe + "</body>"), encoding="utf-8")
        faults = json.loads(html.unescape(title(browser(copy)[0])))
        assert [fault for fault in faults if fault[1] in ("serious", "critical")] == [], path.name


BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
REPORTING = f"<script>addEventListener('load', () => parent.postMessage({BEYOND}, '*'))</script>"
PAIR = pair_name(invented.HOSTILE_ID, "fire/wire.txt")
NAMES = ["index.html", file_name(invented.HOSTILE_ID), file_name("fire/wire.txt"), PAIR]


def beyond(browser, folder, text):
    """By how many pixels a page is wider than a phone's 390."""
    inner = POLICY.sub("", text).replace("</body>", REPORTING + "</body>")
    (folder / "inner.html").write_text(inner, encoding="utf-8")
    outer = folder / "outer.html"
    outer.write_text(
        "<title>none</title><iframe src='inner.html' width=390 height=800 style='border:0'></iframe>"
        "<script>onmessage = event => { document.title = event.data }</script>",
        encoding="utf-8",
    )
    return int(title(browser(outer)[0]))


@pytest.mark.parametrize("name", NAMES, ids=["index", "hostile article", "article", "pair"])
def test_no_page_is_wider_than_a_phone(browser, written, tmp_path, name):
    text = (written / name).read_text(encoding="utf-8")
    assert beyond(browser, tmp_path, text) == 0
    if name == "index.html":  # and the probe sees one that is
        assert beyond(browser, tmp_path, text.replace("<main", "<div style='width:700px'>wide</div><main")) > 200
