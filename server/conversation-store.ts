import { sql } from 'kysely'

/** The domain's `isConversation` of a row of follow_up. */
export const isConversation = sql<boolean>`(
  follow_up.state = 'completed' AND NOT follow_up.closed_itself AND follow_up.kind <> 'promptAgain')`

/** Somebody of the bank has talked with the contact whose id is in that column. */
export const hasTalkedWith = (contactId: string) => sql<boolean>`EXISTS (
  SELECT 1 FROM follow_up WHERE follow_up.contact_id = ${sql.ref(contactId)} AND ${isConversation})`

/** As `hasTalkedWith`, or something is open with the contact. */
export const isLookedAfter = (contactId: string) => sql<boolean>`EXISTS (
  SELECT 1 FROM follow_up WHERE follow_up.contact_id = ${sql.ref(contactId)}
    AND (follow_up.state = 'open' OR ${isConversation}))`
