"""The graph of a trace in the formats of other programs: W3C PROV three ways, three graph formats, and CSV."""
