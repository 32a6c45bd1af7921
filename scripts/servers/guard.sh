#!/bin/sh
# Ends what a run of servers left behind, however its owner died: the owner holds the other end of standard input and writes
# "add PID" and "drop PID"; when that end closes, every process still listed is killed and the run's folder ($1) is removed.
trap '' INT TERM HUP
folder=$1
pids=
while read -r word pid; do
  case $word in
    add) pids="$pids $pid" ;;
    drop)
      left=
      for each in $pids; do [ "$each" = "$pid" ] || left="$left $each"; done
      pids=$left
      ;;
  esac
done
for each in $pids; do kill -9 "$each" 2>/dev/null; done
tries=0
until rm -rf "$folder" 2>/dev/null || [ "$tries" -ge 25 ]; do
  tries=$((tries + 1))
  sleep 0.2
done
