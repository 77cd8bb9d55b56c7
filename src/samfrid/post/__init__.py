"""Letters out: what was sent to whom and when, each once; by mail where there is a server, else to be printed."""
