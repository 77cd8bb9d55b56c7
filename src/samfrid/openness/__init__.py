"""What anybody may read without an account: the notice board, its feed and archive, and the open API."""
