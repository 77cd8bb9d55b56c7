"""Council matters: motion, interpellation, question, initiative, citizen proposal; process, proposal, decision per clause."""
