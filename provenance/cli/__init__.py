"""Click commands and exit codes."""
