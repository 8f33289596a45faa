# Sourced by the oracles of languages: finds the program and lays out what is to be read.
#
#   find_assay ORACLE            sets and exports ASSAY, unless it is set
#   lay_out CHECKOUT PATTERN     sets `folder` to the checkout; of a bare clone, the files whose path
#                                has the pattern are written to $work

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

find_assay() {
  local preset
  for preset in release dev; do
    [ -n "${ASSAY:-}" ] || [ ! -x "$root/build/$preset/assay" ] || ASSAY=$root/build/$preset/assay
  done
  [ -x "${ASSAY:-}" ] || { echo "$1: no assay; build it with ./dev build" >&2; exit 2; }
  export ASSAY
}

lay_out() {
  local checkout=$1 pattern=$2
  folder=$checkout
  [ -f "$checkout/HEAD" ] && [ -d "$checkout/objects" ] || return 0
  folder=$work/$(basename "$(dirname "$checkout")")
  mkdir -p "$folder"
  export GIT_INDEX_FILE=$work/index
  git --git-dir "$checkout" read-tree HEAD
  git --git-dir "$checkout" ls-files -z | grep -zE "$pattern" |
    git --git-dir "$checkout" checkout-index --prefix="$folder/" -z --stdin ||
    echo "$checkout: not every file is there" >&2
  unset GIT_INDEX_FILE
}
