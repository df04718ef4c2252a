"""Search: one interface, an engine for each database."""
