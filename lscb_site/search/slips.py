"""A slip of the finger in what is typed for a suggestion: one letter too many, missing, wrong, or two changed over."""

LETTERS = 4  # from which on a slip is forgiven
SHORT = 6  # letters: of a shorter word so much is asked that nothing else is read


def slips_in(words: tuple[str, ...], name: str, most: int) -> int | None:
    """How many of the words begin a word of a name only but for a slip; None where one does not, or too many."""
    padded, parts = f" {name}", name.split()
    slips = 0
    for word in words:
        if f" {word}" in padded:
            continue
        slips += 1
        if slips > most or not any(begins_but_for_a_slip(word, part) for part in parts):
            return None
    return slips


def begins_but_for_a_slip(word: str, part: str) -> bool:
    """Never in the first letter: of a short word that would be another one."""
    # Loaded when first needed: most of what is typed is typed well.
    from rapidfuzz.distance import OSA

    length = len(word)
    if length < LETTERS or word[0] != part[0] or not word.isalpha():
        return False
    return any(OSA.distance(word, part[:end], score_cutoff=1) <= 1 for end in (length - 1, length, length + 1))


def loosely_like(word: str) -> list[str]:
    """As LIKE patterns: whatever a word can be a slip of, and more. Of a long one the slip is early or late."""
    if len(word) < LETTERS or not word.isalpha():
        return [f"{word}%", f"% {word}%"]
    begins = word[:1] if len(word) < SHORT else word[:2]
    patterns = [f"{begins}%", f"% {begins}%"]
    return patterns if len(word) < SHORT else [*patterns, f"%{word[3:]}%"]
