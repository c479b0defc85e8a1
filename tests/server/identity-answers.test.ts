import { describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { askProviderAgain } from '../../server/features/verification/ask-provider.ts'
import { answer } from '../../server/identity-provider/answer.ts'
import type { IdentityProvider } from '../../server/ports.ts'
import { startAddGround } from './add-ground.ts'

describe("The provider's answers", () => {
  it('are asked for although one of them cannot be recorded, and that one again later', async () => {
    const ground = await startAddGround()
    const now = ground.clock.now()
    const dueAt = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
    for (const [id, minutes] of [
      ['broken', 2],
      ['sound', 1],
    ] as const) {
      await ground.added('e1', id)
      const row = { id, contactId: id, promptId: id, openingId: id, recipient: 'confirmed' as const, providerId: id }
      const rest = { state: 'pending' as const, version: 1, maskedPhone: null }
      await ground.database.write((tx) =>
        tx
          .insertInto('identityRequest')
          .values({ ...row, ...rest, submittedAt: dueAt(minutes), askAgainAt: dueAt(minutes) })
          .execute(),
      )
    }
    const read: IdentityProvider['read'] = async (id) => {
      if (id === 'broken') throw new Error('made up: this answer cannot be read')
      return answer.parse({ id, requestId: id, version: 2, state: 'challenge' })
    }
    await askProviderAgain(system, { ...ground.ports, identityProvider: { read } as IdentityProvider })
    const requests = await ground.database.read.selectFrom('identityRequest').selectAll().orderBy('id').execute()
    expect(requests.map(({ state }) => state)).toEqual(['pending', 'challenge'])
    expect(requests.every(({ askAgainAt }) => askAgainAt !== null && askAgainAt > now)).toBe(true)
    await ground.stop()
  })

  it('are masked here when the provider has not masked them', () => {
    const told = (name: string, phone: string) =>
      answer.parse({
        id: 'v1',
        requestId: 'r1',
        version: 1,
        state: 'challenge',
        maskedName: name,
        challenge: { kind: 'sms', maskedPhone: phone },
      })
    expect(told('*客', '138****5678')).toMatchObject({ maskedName: '*客', maskedPhone: '138****5678' })
    expect(told('虚构客', '13812345678')).toMatchObject({ maskedName: '虚**', maskedPhone: '*******5678' })
    expect(told('客', '+86 138 1234 5678').maskedPhone).toMatch(/^[^\d]+5678$/)
  })
})
