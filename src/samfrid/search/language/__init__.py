"""Swedish words as search sees them: base forms, parts of compounds. A pure library without a database."""
