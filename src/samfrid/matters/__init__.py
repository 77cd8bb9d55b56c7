"""Council matters: motion, interpellation, initiative, citizen proposal; process, proposal, decision per clause."""
