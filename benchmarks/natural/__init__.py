"""What the trace finds in real text: agency copy in newspapers, versions of pages, updates of wire stories, relays."""
