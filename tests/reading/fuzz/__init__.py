"""Damaged and hostile documents, made from good ones: how they are hurt, and what must still hold."""
