"""What programs put on the clipboard: see README.md beside this."""

from pathlib import Path

HERE = Path(__file__).parent
SAMPLES = sorted(path.stem for path in HERE.glob("*.html"))


def pasted(name: str) -> str:
    return (HERE / f"{name}.html").read_text()
