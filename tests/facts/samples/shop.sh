#!/usr/bin/env bash
# Keeps the shop's database.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly BACKUPS=/var/backups/shop
export DATABASE_URL="postgres://shop@localhost/shop"
TOKEN='s3cr3t-t0ken'
count=3
greeting=$'line\tend\n'
QUERY="SELECT id FROM book"

source ./lib/log.sh
. "$HERE/lib/retry.sh"
source "$(dirname "$0")/lib/env.sh"
. "${PLUGINS}/more.sh"
. /etc/os-release

trap cleanup EXIT INT
trap 'echo failed on line $LINENO >&2' ERR
trap - TERM

cleanup() {
  rm -rf "$work"
}

function usage {
  cat <<EOF
usage: $0 [-n] NAME
EOF
  exit 2
}

# Walks down a folder.
walk() {
  local dir="$1" depth=${2:-0}
  for entry in "$dir"/*; do
    if [[ -d $entry && $depth -lt 5 ]]; then
      walk "$entry" $((depth + 1))
    elif [ -L "$entry" ]; then
      continue
    fi
  done
}

import() {
  local table=$1
  psql -d shop -c "DELETE FROM $table WHERE old" || { log_error "no $table"; exit 1; }
  psql "$DATABASE_URL" -Atc "$QUERY"
  docker compose exec -T db mysql -uroot --execute="SELECT a FROM t WHERE id = ${#table}"
  sqlite3 shop.db "INSERT INTO log (a) VALUES ('$2')"
  psql <<SQL
CREATE TABLE IF NOT EXISTS book (id int PRIMARY KEY);

UPDATE book SET title = '$table';
SQL
  psql -d shop <<'SQL'
SELECT '$1' FROM book;
SQL
  cat <<SQL | psql
SELECT count(*) FROM book;
SQL
  psql <<< "SELECT 1 FROM author"
}

main() {
  case "${1:-}" in
    -h | --help) usage ;;
    import) import "$2" ;;
    *) usage ;;
  esac
  exec 9>/var/lock/shop.lock
  flock -n 9 || { echo "already running" >&2; return 1; }
  serve --port 80 &
  (sleep 1; echo late) &
  wait
  while read -r line; do
    until ping -c 1 "$line"; do sleep 1; done
  done < hosts.txt
  for ((i = 0; i < count; i++)); do echo "$i"; done
  n=$(walk .)
  if walk /tmp; then echo found; fi
  for table in book author; do
    psql -c "SELECT a FROM $table"
  done
  PGPASSWORD="$TOKEN" pg_dump shop > "$BACKUPS/shop.sql"
  mkdir -p "$BACKUPS" || true
  rm -f lock || { :; }
}

main "$@"
