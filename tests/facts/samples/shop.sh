#!/usr/bin/env bash
# Keeps the shop's database.
set -euo pipefail

HERE="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
ROOT="$(cd "$HERE/.." && pwd)"
readonly BACKUPS=/var/backups/shop
export DATABASE_URL="postgres://shop@localhost/shop"
TOKEN='s3cr3t-t0ken'
count=3
greeting=$'line\tend\n'
QUERY="SELECT id FROM book"
TABLES=(book author)
declare -A COLUMNS_OF=([book]=title [author]=name)
if [[ -n ${SHOP_TEST:-} ]]; then readonly STATE=draft; else readonly STATE=public; fi

source ./lib/log.sh
. "$HERE/lib/retry.sh"
source "$(dirname "$0")/lib/env.sh"
source "$ROOT/lib/colour.sh"
. "${PLUGINS}/more.sh"
. /etc/os-release

trap cleanup EXIT INT
trap 'echo failed on line $LINENO >&2' ERR
trap - TERM
trap '' HUP

cleanup() {
  rm -rf "$work"
}

function usage {
  cat <<USAGE
usage: $0 [-n] NAME
USAGE
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
  psql -v id="$2" <<'SQL'
SELECT title FROM book WHERE id = :'id';
SQL
}

# Where the parts of a statement come from.
report() {
  local kind=$1 id=$2 day=$3 order
  case "$kind" in
    new | used) order=title ;;
    *) order=id ;;
  esac
  [[ $id =~ ^[0-9]+$ ]] || exit 64
  psql -c "SELECT title FROM book WHERE id = $id ORDER BY $order"
  psql -c "SELECT title FROM book WHERE state = '$STATE'"
  psql -c "SELECT ${COLUMNS_OF[$kind]} FROM $schema.$kind WHERE day = '$day'"
  case $kind in
    book | author) psql -c "SELECT count(*) FROM $kind" ;;
  esac
  printf 'DELETE FROM log WHERE id < %d' "$4" | mysql shop
  echo "SELECT name FROM author WHERE name = '$QUERY_STRING'" | sqlite3 shop.db
  ssh db "ls ${day@Q}"
  HINT="report of ${day@Q}"
}

query() { psql -d shop -Atc "$1"; }

sort_prices() {
  local i j kept
  for ((i = 1; i < ${#prices[@]}; i++)); do
    for ((j = i; j > 0; j--)); do
      if ((prices[j - 1] > prices[j])); then
        kept=${prices[j]}
        prices[j]=${prices[j - 1]}
        prices[j - 1]=$kept
      fi
    done
  done
}

find_price() {
  local wanted=$1 low=0 high=$((${#prices[@]} - 1)) middle
  while ((low <= high)); do
    middle=$(((low + high) / 2))
    if [[ ${prices[middle]} -eq $wanted ]]; then
      return 0
    elif [[ ${prices[middle]} -lt $wanted ]]; then
      low=$((middle + 1))
    else
      high=$((middle - 1))
    fi
  done
  return 1
}

related() {
  local -A seen=([$1]=1)
  local queue=("$1") book other
  while ((${#queue[@]} > 0)); do
    book=${queue[0]}
    queue=("${queue[@]:1}")
    for other in $(neighbours "$book"); do
      [[ -v seen[$other] ]] && continue
      seen[$other]=1
      queue+=("$other")
    done
  done
}

declare -A ways
count_ways() {
  local n=$1
  if [[ -n ${ways[$n]:-} ]]; then
    echo "${ways[$n]}"
    return
  fi
  ways[$n]=$(($(count_ways $((n - 1))) + $(count_ways $((n - 2)))))
  echo "${ways[$n]}"
}

steps() {
  local -a sums=(1 1)
  for ((i = 2; i <= $1; i++)); do
    let "sums[i] = sums[i - 1] + sums[i - 2]"
    sums[i]=$((sums[i - 1] + sums[i - 2]))
  done
}

serve_jobs() {
  local pipe=$1 line
  mkfifo "$pipe"
  exec 3<>"$pipe"
  coproc sort
  echo go >&3
  read -r -u 3 line
  echo "$line" >&"${COPROC[1]}"
  read -r line <&"${COPROC[0]}"
  if mkdir /tmp/shop.lock 2>/dev/null; then
    rmdir /tmp/shop.lock
  fi
}

pack() {
  case $1 in
    *.tar.gz | *.tgz) tar xzf "$1" ;;
    [Yy]*) : ;;
    *) return 1 ;;
  esac
}

main() {
  case "${1:-}" in
    -h | --help) usage ;;
    import) import "$2" ;;
    *) usage ;;
  esac
  exec 9>/var/lock/shop.lock
  flock -n 9 || { echo "already running" >&2; return 1; }
  flock -u 9
  serve --port 80 &
  (sleep 1; echo late) &
  wait
  while read -r line; do
    until ping -c 1 "$line"; do sleep 1; done
  done < hosts.txt
  select name in one two; do break; done
  for ((i = 0; i < count; i++)); do echo "$i"; done
  n=$(walk .)
  if walk /tmp; then echo found; fi
  for table in "${TABLES[@]}"; do
    psql -c "SELECT a FROM $table"
  done
  query "SELECT a FROM book WHERE b = '$1'"
  PGPASSWORD="$TOKEN" pg_dump shop > "$BACKUPS/shop.sql"
  mkdir -p "$BACKUPS" || true
  rm -f lock || { :; }
}

main "$@"
