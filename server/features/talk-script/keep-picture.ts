import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { LARGEST_PICTURE, type PictureType, pictureTypeOf } from '../../domain/talk-script.ts'
import { mayManage, mayWrite } from '../../domain/talk-script-rules.ts'
import type { Ports } from '../../ports.ts'
import { findPicture, insertPicture, keepWecomId, scriptsWith } from './picture-store.ts'
import { findUsable, readBranchesAbove } from './talk-script-store.ts'

const HOUR_MS = 3_600_000
/** WeCom keeps it for three days; an hour less, so that it still lives when the tap comes. */
const GOOD_FOR_MS = 71 * HOUR_MS

export async function keepPicture(
  actor: EmployeeActor,
  ports: Ports,
  { base64 }: { base64: string },
): Promise<{ pictureId: string }> {
  if (!mayManage(actor)) throw new Problem('talk-script/not-found')
  const bytes = Buffer.from(base64, 'base64')
  const mediaType = pictureTypeOf(bytes)
  if (!mediaType || bytes.length > LARGEST_PICTURE) throw new Problem('talk-script/picture-refused')
  const pictureId = ports.random.id()
  const uploaded = { uploadedBy: actor.id, uploadedAt: ports.clock.now() }
  await ports.database.write(async (tx) => {
    await insertPicture(tx, { id: pictureId, mediaType, bytes, ...uploaded })
    await ports.audit(tx, actor, 'talk-script/picture-uploaded', { kind: 'picture', id: pictureId })
  })
  return { pictureId }
}

/** For whoever may use or manage a script that carries it, and for whoever uploaded it. */
export async function readPicture(
  actor: EmployeeActor,
  { database }: Ports,
  { id }: { id: string },
): Promise<{ mediaType: PictureType; bytes: Uint8Array }> {
  const { read } = database
  const picture = await findPicture(read, id)
  if (!picture) throw new Problem('talk-script/not-found')
  if (picture.uploadedBy === actor.id) return picture
  const scripts = await scriptsWith(read, id)
  if (actor.roles.includes('operator') && scripts.length > 0) return picture
  if (scripts.some((script) => mayWrite(actor, script))) return picture
  const above = await readBranchesAbove(read, actor)
  for (const { scriptId, approved } of scripts)
    if (approved && (await findUsable(read, actor, above, scriptId))) return picture
  throw new Problem('talk-script/not-found')
}

/** The id by which a client sends the script's picture. Two who ask at once upload it twice, and either id is good. */
export async function preparePicture(
  actor: EmployeeActor,
  ports: Ports,
  { id }: { id: string },
): Promise<{ mediaId: string }> {
  const { database, wecom, clock } = ports
  const script = await findUsable(database.read, actor, await readBranchesAbove(database.read, actor), id)
  if (!script?.pictureId) throw new Problem('talk-script/not-found')
  const picture = await findPicture(database.read, script.pictureId)
  if (!picture) throw new Problem('talk-script/not-found')
  const now = clock.now()
  if (picture.wecomId !== null && picture.wecomUntil !== null && picture.wecomUntil > now)
    return { mediaId: picture.wecomId }
  const name = `${picture.id}.${picture.mediaType === 'image/png' ? 'png' : 'jpg'}`
  const { mediaId } = await wecom.uploadPicture({ name, mediaType: picture.mediaType, bytes: picture.bytes })
  await database.write((tx) => keepWecomId(tx, picture.id, mediaId, new Date(now.getTime() + GOOD_FOR_MS)))
  return { mediaId }
}
