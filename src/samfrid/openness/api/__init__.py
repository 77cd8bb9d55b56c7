"""Everything by API too: the same actions, queries and rights as the pages, as JSON under /api/v1/{code}/."""
