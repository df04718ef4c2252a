"""The demonstration association: its people, and the strands of what they did in the weeks before today."""
