"""The overview: five pictures of a register, drawn in the window and on paper by the same code.

`shapes.py` is what a picture is made of, `drawing.py` paints it; one module for each picture lays its figures out.
"""
