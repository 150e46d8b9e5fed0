"""The data of the CCI network and everything that can be done with it without a screen."""

import os

__version__ = "0.1.0"

# What makes slides and text documents brings lxml, with which openpyxl would read and write otherwise than workbooks
# are tested with: it stays with the parser of Python itself. It decides when it is imported, so it is told here.
os.environ.setdefault("OPENPYXL_LXML", "False")
