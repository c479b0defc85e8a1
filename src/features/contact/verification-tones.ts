import type { ContactPage } from '#contract/contact.ts'
import type { Tone } from '../../ui/StatusTag.vue'

export const verificationTones: Record<ContactPage['verification']['state'], Tone> = {
  none: 'wait',
  prompted: 'wait',
  opened: 'wait',
  submitted: 'brand',
  challenge: 'brand',
  verified: 'good',
  failed: 'late',
  declined: 'plain',
  revoked: 'late',
}
