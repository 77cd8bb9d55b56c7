"""The pages of commitments: the list, a commitment's page, its forms, and units with whom to ask."""
