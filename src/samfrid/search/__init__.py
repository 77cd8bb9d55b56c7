"""Search over what the open side keeps: Swedish words in any inflection, numbers in any form, one's own rights."""
