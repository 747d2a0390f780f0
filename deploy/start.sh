#!/bin/sh
# Makes the database from the bundled records where there is none, then becomes `tarikh`.
set -eu
[ "$1" != run ] || [ -e "$TARIKH_DB" ] || tarikh import
exec tarikh "$@"
