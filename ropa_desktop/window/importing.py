"""stub"""


def import_sheet(*a): ...
