import type { ContactActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readOpening, readOwnSituation, type ShownOpening } from './read-opening.ts'
import { recordAnswer } from './record-answer.ts'

/** Passes the encrypted code on. The step stays `challenge` when it was wrong; the provider counts. */
export async function answerChallenge(
  actor: ContactActor,
  ports: Ports,
  { payload }: { payload: string },
): Promise<ShownOpening> {
  const now = ports.clock.now()
  const { request, view } = await readOwnSituation(ports.database.read, actor.openingId, now)
  const isDecided = ['waiting', 'verified', 'failed'].includes(view.step)
  if (isDecided) return readOpening(actor, ports)
  if (view.step !== 'challenge' || !request?.providerId) throw new Problem('verification/wrong-step')
  const answer = await ports.identityProvider.answerChallenge(request.providerId, payload)
  await ports.database.write((tx) => recordAnswer(tx, ports, request.id, answer))
  return readOpening(actor, ports)
}
