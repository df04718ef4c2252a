"""PolicyHub: policy papers, what is disputed in them, and the responses and motions made of what is agreed."""

__version__ = "0.1.0"
