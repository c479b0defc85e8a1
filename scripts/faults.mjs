// npm run faults, or -- NAME for one, with --rounds N: what must hold when processes die and answers get lost.
import { runRare } from './run-rare.mjs'

await runRare('faults', ['kill', 'token-race', 'counting', 'counting-commands', 'identity-race', 'spreadsheet'])
