"""Widgets that know types but no domain."""
