#!/usr/bin/env python3
"""Writes a list of words for `bigan model build --terms`: a word and how often it stands in texts, one a line.

    python3 tools/words.py OUT DICT.txt [LIST.txt…]

DICT.txt is the dictionary of jieba (MIT; `dict.txt` in the sources of the crate jieba-rs): word, frequency, tag. The
lists hold a word a line. Kept are words of two to five Han characters. The list itself is no part of the repository.
"""
import re
import sys

HAN = re.compile(r"[\u4e00-\u9fff]{2,5}$")


def main(out, dictionary, *lists):
    words = {}
    for line in open(dictionary, encoding="utf-8"):
        fields = line.split()
        if len(fields) >= 2 and HAN.match(fields[0]):
            words[fields[0]] = int(fields[1])
    for path in lists:
        for line in open(path, encoding="utf-8"):
            word = line.split()[0] if line.split() else ""
            if HAN.match(word):
                words.setdefault(word, 1)
    with open(out, "w", encoding="utf-8") as f:
        for word in sorted(words):
            f.write(f"{word} {words[word]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
