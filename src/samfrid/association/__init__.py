"""What an association sees of its own: agreements, undertakings, reports and meetings, and nothing else."""
