"""The pages of this room: files, review, approval."""
