"""The working list, the editions, and their form."""
