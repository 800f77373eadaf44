from django import template

register = template.Library()

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


@register.filter
def phone(number) -> str:
    """`020 7946 0000`, the way people read it out; its parts never part at the end of a line."""
    return number.as_national.replace(" ", NO_BREAK_SPACE) if number else ""


@register.filter
def tel(number) -> str:
    """The `tel:` address that a telephone dials from anywhere."""
    return number.as_rfc3966 if number else ""
