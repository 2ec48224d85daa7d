"""python -m desktop, and the command `bangfu`.

The process that reads a roster begins here too in an installed program, so everything else is imported late.
"""

import sys
from multiprocessing import freeze_support


def main() -> int:
    """Runs the command."""
    freeze_support()
    from desktop.cli import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
