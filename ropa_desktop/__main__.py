"""Where the program begins: `ropa`, or `python -m ropa_desktop`."""

import sys


def main() -> int:
    """Run the terminal's commands; `ropa open` hands over to the window.

    A first argument that no person gives makes this process the reader of one file (`exchange/child.py`).
    """
    if sys.argv[1:2] == ["--read-apart"]:
        from ropa_desktop.exchange.child import serve

        return serve(sys.argv[2:])
    from ropa_desktop.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
