"""Running Samfrid on one machine: PostgreSQL, the web server and the worker under one supervisor."""
