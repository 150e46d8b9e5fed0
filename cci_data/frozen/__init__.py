"""States of the data that were given a name: kept small, and read like the data of today."""
