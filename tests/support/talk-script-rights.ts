import type { TestWorld } from './world.ts'

let made = 0
const freshId = () => {
  made += 1
  return `0198c0de-2222-7000-8000-${String(made).padStart(12, '0')}`
}
const png = Buffer.from('89504e470d0a1a0a', 'hex')

/** An approved script with a picture, for the branch of this employee. */
export async function makeTalkScript(world: TestWorld, employeeId: string): Promise<{ id: string; pictureId: string }> {
  const id = freshId()
  const pictureId = freshId()
  const at = world.simulator.clock.now()
  const { branchId } = await world.database.read
    .selectFrom('employee')
    .select('branchId')
    .where('id', '=', employeeId)
    .executeTakeFirstOrThrow()
  await world.database.write(async (tx) => {
    await tx.insertInto('talkScript').values({ id, branchId, createdBy: 'system', createdAt: at }).execute()
    const picture = { id: pictureId, mediaType: 'image/png', bytes: png, uploadedBy: 'system', uploadedAt: at } as const
    await tx
      .insertInto('talkScriptPicture')
      .values({ ...picture, wecomId: 'made-up', wecomUntil: new Date(at.getTime() + 86_400_000) })
      .execute()
    const content = { kind: 'image', folder: '', title: '虚构的话术', text: '', linkUrl: null, pictureId } as const
    const decided = { writtenBy: 'system', writtenAt: at, decidedBy: 'other', decidedAt: at }
    await tx
      .insertInto('talkScriptVersion')
      .values({ scriptId: id, version: 1, state: 'approved', ...content, ...decided })
      .execute()
  })
  return { id, pictureId }
}
