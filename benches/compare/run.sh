#!/usr/bin/env bash
# The same work by other programs: printing, comparing, checking. Programs that are not there are left out.
#   benches/compare/run.sh [RUNS]
# The assessment: the sample of 様式4 with its file twice, in target/compare. Figures: the least of all runs, whole processes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

runs=${1:-5}
program=target/release/hyokasho
folder=target/compare
mkdir -p "$folder"
python3 benches/compare/grow.py assessments "$folder/workspace" 2
assessment=$folder/workspace/15-health-checkups
rm -rf "$folder/changed"
cp -R "$folder/workspace" "$folder/changed"
changed=$folder/changed/15-health-checkups
sed -i 's/健康管理システム/新しい健康管理システム/' "$changed/assessment.yaml"

# measure NAME COMMAND…: least CPU seconds, least wall seconds, most memory.
measure() {
  local name=$1
  shift
  command -v "$1" >/dev/null || { printf '%-44s not installed\n' "$name"; return; }
  for ((run = 0; run <= runs; run++)); do
    # The first run warms caches and is not counted.
    /usr/bin/time -q -f '%U %S %e %M' -o "$folder/time" "$@" >/dev/null 2>"$folder/errors" || true
    ((run == 0)) || cat "$folder/time"
  done | awk -v name="$name" '
    { cpu = $1 + $2; if (NR == 1 || cpu < c) c = cpu; if (NR == 1 || $3 < w) w = $3; if ($4 > m) m = $4 }
    END { printf "%-44s %6.2f s CPU %6.2f s wall %6.0f MiB\n", name, c, w, m / 1024 }'
}

pages() { command -v pdfinfo >/dev/null && pdfinfo "$1" 2>/dev/null | awk '/^(Pages|Tagged|File size)/ { $1 = $1; printf "    %s", $0 } END { print "" }'; }

echo "== print"
measure "hyokasho" "$program" render "$assessment" -o "$folder/hyokasho.pdf"
pages "$folder/hyokasho.pdf"
"$program" render "$assessment" -o "$folder/page.json"
"$program" render "$assessment" -o "$folder/page.html"
if python3 -c 'import typst' 2>/dev/null; then
  measure "typst, tables of the same text, PDF/UA-1" python3 benches/compare/typst_pages.py "$folder/page.json" "$folder/typst.pdf"
  pages "$folder/typst.pdf"
fi
measure "Chromium, our web page" chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
  --print-to-pdf="$folder/chromium.pdf" "file://$PWD/$folder/page.html"
pages "$folder/chromium.pdf"
measure "LibreOffice, our web page" soffice "-env:UserInstallation=file://$PWD/$folder/office" --headless \
  --infilter='HTML (StarWriter)' --convert-to pdf:writer_pdf_Export --outdir "$folder/office-pdf" "$folder/page.html"
pages "$folder/office-pdf/page.pdf"

echo "== compare two versions"
measure "hyokasho diff" "$program" diff "$assessment" "$changed"
measure "git diff --word-diff" git diff --no-index --word-diff "$assessment/assessment.yaml" "$changed/assessment.yaml"

echo "== check"
measure "hyokasho check" "$program" check "$assessment"
if python3 -c 'import yaml, jsonschema' 2>/dev/null; then
  "$program" schema full-2025-05 >"$folder/schema.json"
  measure "python jsonschema, shape only" python3 benches/compare/schema.py "$folder/schema.json" "$assessment/assessment.yaml"
fi
