#!/usr/bin/env python3
"""Writes data/similar-shapes.tsv: which characters look alike.

    python3 tools/similar_shapes.py SHARED/data/confusion data/similar-shapes.tsv

Sources, all with a permissive licence: ECSpell's shape confusions (MIT), the similar-stroke groups and the stroke
codes of pycorrector (Apache-2.0). Two characters of the stroke table look alike when one stroke put in, left out or
changed makes one of the other, or two for characters of ten strokes and more that begin or end alike.
"""
import collections
import sys

HEADER = """# Characters that look alike: a character, a tab, those that it is taken for. Both directions are given.
# Made by: python3 tools/similar_shapes.py SHARED/data/confusion data/similar-shapes.tsv
# Sources: shape confusions of ECSpell (MIT), stroke groups and stroke codes of pycorrector (Apache-2.0).
"""


def main(folder, out):
    alike = collections.defaultdict(set)

    def add(a, b):
        if a != b and all("\u4e00" <= c <= "\u9fff" for c in (a, b)):
            alike[a].add(b)
            alike[b].add(a)

    for line in open(f"{folder}/char_shapeConfusion.ecspell.txt", encoding="utf-8"):
        char, _, others = line.rstrip("\n").partition("\t")
        for other in others:
            add(char[0], other)
    for line in open(f"{folder}/char_same_stroke.pycorrector.txt", encoding="utf-8"):
        group = line.split()
        for a in group:
            for b in group:
                add(a[0], b[0])

    common = set(open(f"{folder}/../lexicon/common_chars_6500.txt", encoding="utf-8").read())
    codes = {}
    for line in open(f"{folder}/char_stroke_code.pycorrector.txt", encoding="utf-8"):
        parts = line.split()
        if len(parts) == 2 and parts[0] in common and parts[1].isalpha():
            codes[parts[0]] = parts[1]
    # Neighbours by deletion: two codes are one edit apart when one is a deletion of the other or both share one.
    by_deletion = collections.defaultdict(set)
    for char, code in codes.items():
        by_deletion[code, None].add(char)
        for i in range(len(code)):
            by_deletion[code[:i] + code[i + 1:], i].add(char)
    shorter = collections.defaultdict(set)
    for (code, place), chars in by_deletion.items():
        shorter[code] |= chars
        if place is not None or len(chars) > 1:
            for a in chars:
                for b in chars:
                    add(a, b)
    for char, code in codes.items():
        for other in shorter[code]:
            add(char, other)
    with open(out, "w", encoding="utf-8") as f:
        f.write(HEADER)
        for char in sorted(alike):
            f.write(f"{char}\t{''.join(sorted(alike[char]))}\n")
    print(len(alike), "characters,", sum(map(len, alike.values())), "pairs")


if __name__ == "__main__":
    main(*sys.argv[1:])
