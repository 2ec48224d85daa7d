"""Trying a scheme out on facts that are filled in, without keeping anything (试算)."""
