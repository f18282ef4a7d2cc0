"""Where the program begins: `ropa`, or `python -m ropa_desktop`."""

import sys


def main() -> int:
    """Run the terminal's commands; `ropa open` hands over to the window."""
    from ropa_desktop.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
