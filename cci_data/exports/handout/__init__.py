"""A handout to print: sheets of A4, as a PDF that can be searched, copied from and read aloud."""
