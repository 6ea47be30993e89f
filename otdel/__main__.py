"""`python -m otdel` is `otdel`."""

import sys

from otdel.cli import main

sys.exit(main())
