"""python -m desktop: the same as the command `bangfu`."""

import sys

from desktop.cli import main

sys.exit(main())
