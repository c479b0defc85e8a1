import { AsyncLocalStorage } from 'node:async_hooks'

const current = new AsyncLocalStorage<{ open: boolean }>()

/** Runs `work` as the inside of a transaction: until it ends, every use of the outer handle in it throws. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const transaction = { open: true }
  try {
    return await current.run(transaction, work)
  } finally {
    transaction.open = false
  }
}

/** Throws where PGlite's one connection would wait for itself for ever; PostgreSQL refuses the same, so that both engines agree. */
export function refuseInsideTransaction(): void {
  if (current.getStore()?.open) {
    throw new Error('The outer database handle was used inside a transaction: pass the transaction on instead')
  }
}
