"""The same rows on a cluster: PySpark 4 with data frames alone. Needs the extra [spark] and Java 17 or later.

rows.py numbers the input, reading.py reads it on the executors, dedupe.py is the journey of `dedupe`, stage by stage.
"""
