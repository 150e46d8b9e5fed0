"""The data of the CCI network and everything that can be done with it without a screen."""

__version__ = "0.1.0"
