"""What a strange sheet is: its shape, its header, which column is which field."""
