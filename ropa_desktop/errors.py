"""Expected failures: each message is one sentence for the person, saying what happened and what to do.

Anything that is not a `RegisterError` is a defect of the program.
"""


class RegisterError(Exception):
    """Something a person did or met; `str(error)` is a translated sentence with advice."""


class NotARegister(RegisterError):
    """The file is something else, or empty."""


class DamagedRegister(RegisterError):
    """The file was a register and is no longer whole."""


class NewerRegister(RegisterError):
    """The file was made by a newer version of the program, which alone may change it."""


class ReadOnlyRegister(RegisterError):
    """A change was asked of a register that is open for reading only."""


class BadInput(RegisterError):
    """A value, name, reference, workbook or option that cannot be taken as it is."""


class CannotWrite(RegisterError):
    """A target could not be written; nothing half-written remains."""


class Cancelled(RegisterError):
    """A person stopped a long step; it was taken back."""
