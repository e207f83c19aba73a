"""Tables -> what a person reads: terminal, markdown, html."""
