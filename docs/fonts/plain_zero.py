"""Gives the typeface a nought without a slash, and keeps the slashed one for telephone numbers.

    pip install fonttools brotli && python docs/fonts/plain_zero.py IN.woff2 OUT.woff2

The plain nought becomes the default; the slashed one is what the OpenType feature `zero` puts in its place, so that
CSS asks for it with `font-variant-numeric: slashed-zero`. The plain one has the slashed one's outline, and one counter
where that has two, in every weight. The licence (OFL) allows changes, and reserves no name.
"""

import sys
from copy import deepcopy

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.ttLib.tables.TupleVariation import TupleVariation

NOUGHT = "zero"
PHANTOMS = 4  # points that stand for a glyph's margins


def extremes(points):
    xs, ys = zip(*points, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def counter(outer, counters):
    """The outline drawn as small as the two half counters together are, the other way round."""
    left, right, bottom, top = extremes(outer)
    inner_left, inner_right, inner_bottom, inner_top = extremes(counters)
    wide, high = (inner_right - inner_left) / (right - left), (inner_top - inner_bottom) / (top - bottom)
    return [
        (round(inner_left + (x - left) * wide), round(inner_bottom + (y - bottom) * high)) for x, y in reversed(outer)
    ]


def moved(points, deltas):
    return [
        (x + (change[0] if change else 0), y + (change[1] if change else 0))
        for (x, y), change in zip(points, deltas, strict=True)
    ]


def substitutions(font):
    """What the feature for tabular figures, the only one of the subset, puts in the place of each figure."""
    found = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for part in lookup.SubTable:
            found |= getattr(part, "ExtSubTable", part).mapping
    return found


def copied(font, name):
    """A copy of the glyph `name`, its width and what its weight changes; returns the name of the copy."""
    copy, glyphs, variations, widths = f"{name}.slash", font["glyf"], font["gvar"].variations, font["hmtx"]
    glyphs[copy], variations[copy], widths[copy] = deepcopy(glyphs[name]), deepcopy(variations[name]), widths[name]
    font.setGlyphOrder(glyphs.glyphOrder)
    return copy


def take_the_slash_out(font):
    """Of the nought. Returns the name under which the slashed one is kept."""
    kept, glyphs, variations = copied(font, NOUGHT), font["glyf"], font["gvar"].variations
    slashed = glyphs[kept]
    end = slashed.endPtsOfContours[0] + 1
    points, flags = list(slashed.coordinates), list(slashed.flags)
    outer, inner = points[:end], counter(points[:end], points[end:])
    plain = deepcopy(slashed)
    plain.numberOfContours, plain.endPtsOfContours = 2, [end - 1, 2 * end - 1]
    plain.coordinates = GlyphCoordinates(outer + inner)
    plain.flags = bytearray(flags[:end] + flags[:end][::-1])
    plain.recalcBounds(glyphs)
    glyphs[NOUGHT] = plain

    ends = [*slashed.endPtsOfContours, *range(len(points), len(points) + PHANTOMS)]
    changed = []
    for variation in variations[kept]:
        variation.calcInferredDeltas(points + [(0, 0)] * PHANTOMS, ends)
        deltas = variation.coordinates
        there = moved(points, deltas[: len(points)])
        moves = [
            (x - was_x, y - was_y)
            for (x, y), (was_x, was_y) in zip(counter(there[:end], there[end:]), inner, strict=True)
        ]
        changed.append(TupleVariation(variation.axes, [*deltas[:end], *moves, *deltas[len(points) :]]))
    variations[NOUGHT] = changed
    return kept


def main(source, target):
    font = TTFont(source)
    tabular = substitutions(font)
    slashed = {NOUGHT: take_the_slash_out(font)}
    # The tabular nought is the other one set in the middle of its width: it lost its slash with it.
    of_figures = slashed[tabular[NOUGHT]] = copied(font, tabular[NOUGHT])
    font["glyf"][of_figures].components[0].glyphName = slashed[NOUGHT]
    # feaLib writes the table anew, so the feature that was there stands here too.
    features = {"tnum": tabular, "zero": slashed}
    text = "languagesystem DFLT dflt;\nlanguagesystem latn dflt;\n"
    for feature, pairs in features.items():
        rules = " ".join(f"sub {old} by {new};" for old, new in pairs.items())
        text += f"feature {feature} {{ {rules} }} {feature};\n"
    addOpenTypeFeaturesFromString(font, text, tables=["GSUB"])
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
