"""Every ratio, baseline and subject in turn: `make bench`. Exit code 1 when one is short."""

from __future__ import annotations

import sys

from benchmarks import paper_page


def main() -> int:
    """Measure everything that is asked of the product as a ratio."""
    return paper_page.main()


if __name__ == "__main__":
    sys.exit(main())
