#!/usr/bin/env bash
# Builds data/spelling.model and data/cloze.model from the project's training data.
#
#   tools/model.sh SHARED WORK
#
# SHARED holds data/ and eval/ (see data/spelling.md for what is taken from it), WORK is a folder for what lies
# between. Takes about an hour on one core; with the networks of an earlier run in WORK, ten minutes.
set -euo pipefail
shared=$(realpath "$1")
work=$(mkdir -p "$2" && realpath "$2")
cd "$(dirname "$0")/.."

for kind in laws news partynews policy speeches old; do
  [ -d "$work/texts/$kind" ] || python3 "$shared/eval/unpack.py" "$work/texts/$kind" "$shared"/data/corpus/train-"$kind"*.jsonl.zst
done
cargo fetch --locked
dictionary=$(ls "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/jieba-rs-*/src/data/dict.txt | tail -n 1)
lexicon=$shared/data/lexicon
python3 tools/words.py "$work/words.txt" "$dictionary" "$lexicon/gongwen_words.ecspell.txt" \
  "$lexicon"/thuocl/THUOCL_{caijing,chengyu,diming,law,lishimingren,medical}.txt
pairs=$shared/data/csc/train
cargo run --release --locked -- model build "$work/texts" --apart partynews policy speeches old \
  --out "$work/spelling.model" --cloze "$work/cloze.model" --narrow "$work/narrow.model" --keep \
  --terms "$work/words.txt" --idioms "$lexicon/idioms_freq.jionlp.txt" data/setwords.tsv \
  --names "$lexicon/person_names.pycorrector.txt" "$lexicon/place_names.pycorrector.txt" \
  --pairs "$pairs"/{ecspell-law-official_train,ecspell-med-official_train,xxqg-synth,peopledaily-synth,cctc-train,de3-synth}.tsv
cp "$work/spelling.model" "$work/cloze.model" data/
