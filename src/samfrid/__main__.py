"""``python -m samfrid`` does what ``samfrid`` does."""

import sys

from samfrid.cli import main

sys.exit(main())
