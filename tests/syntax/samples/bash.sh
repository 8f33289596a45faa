#!/usr/bin/env bash
set -euo pipefail

for file in "$@"; do
  if [[ -f $file ]]; then
    printf '%s\n' "${file##*/}" | tee -a names.txt >/dev/null
  fi
done
cat <<END
done: $(date -u +%F)
END
