"""Programs that make what stands in the repository; people run them by hand."""
