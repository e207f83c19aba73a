"""What every room may use: errors, settings, the table contract, tokens, text that is safe to print."""
