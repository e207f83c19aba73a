"""Where a run happens: on one machine, or on a Spark cluster."""
