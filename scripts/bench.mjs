// npm run bench, or -- NAME for one: prints ratios and writes .cache/bench-NAME.json. The budgets stand in BENCHMARKS.md.
import { runRare } from './run-rare.mjs'

await runRare('bench', ['opening', 'callbacks', 'size'])
