"""The national yearly survey (Öppna jämförelser), answered from what Samfrid holds, each answer with its evidence."""
