"""The benchmark of a trace's text stages runs on any file of articles."""

import json

from benchmarks.trace.texts import text_cost

TEXT = "OSK, March 3 (Reuters) - Rain fell on the pier. “It was a wet night,” said Ann Roe, the harbour master."


def test_each_stage_of_texts_has_a_cost(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps({"id": str(number), "text": f"{TEXT} {number}"}) for number in range(3)))
    cost = text_cost("invented", path)
    assert (cost.corpus, cost.articles) == ("invented", 3)
    assert set(cost.stages) == {"records", "read", "credits", "recurring", "dates", "quotes"}
    assert cost.megabytes > 0
