/** What work without network needs, fetched while there is one. */
export const loadOutbox = () => import('./outbox.ts')
export const loadDueChoices = async () => (await import('./due-choices.ts')).refreshDueChoices()
export const loadPendingList = () => import('./PendingList.vue')
