"""Every ratio, baseline and subject in turn: `make bench`. Exit code 1 when one is short."""

from __future__ import annotations

import sys

from benchmarks import paper_page, pdf, word


def main() -> int:
    """Measure everything that is asked of the product as a ratio."""
    return max(paper_page.main(), word.main(), pdf.main())


if __name__ == "__main__":
    sys.exit(main())
