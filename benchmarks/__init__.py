"""Figures: ratios that a machine of any speed can check."""
