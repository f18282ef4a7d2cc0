"""The law data in use and newer ones, what a change of them touches, and the exemption of Art. 30(5)."""
