import type { EmployeeActor } from '../../domain/employee.ts'
import type { PictureType } from '../../domain/talk-script.ts'
import type { Reader, Tx } from '../../ports.ts'

export async function insertPicture(
  tx: Tx,
  picture: { id: string; mediaType: PictureType; bytes: Uint8Array; uploadedBy: string; uploadedAt: Date },
): Promise<void> {
  await tx
    .insertInto('talkScriptPicture')
    .values({ ...picture, wecomId: null, wecomUntil: null })
    .execute()
}

export function findPicture(reader: Reader, id: string) {
  return reader
    .selectFrom('talkScriptPicture')
    .select(['id', 'mediaType', 'bytes', 'uploadedBy', 'wecomId', 'wecomUntil'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The scripts that have ever carried the picture, approved now or not. */
export async function scriptsWith(
  reader: Reader,
  pictureId: string,
): Promise<{ scriptId: string; branchId: string | null; approved: boolean }[]> {
  const rows = await reader
    .selectFrom('talkScriptVersion')
    .innerJoin('talkScript', 'talkScript.id', 'talkScriptVersion.scriptId')
    .select(['talkScriptVersion.scriptId', 'talkScript.branchId', 'talkScriptVersion.state'])
    .where('talkScriptVersion.pictureId', '=', pictureId)
    .execute()
  return rows.map(({ state, ...row }) => ({ ...row, approved: state === 'approved' }))
}

/** Whether the actor uploaded this picture, so that it can go into a script of theirs. */
export async function isOwnPicture(reader: Reader, actor: EmployeeActor, id: string): Promise<boolean> {
  const found = await reader
    .selectFrom('talkScriptPicture')
    .select('id')
    .where('id', '=', id)
    .where('uploadedBy', '=', actor.id)
    .executeTakeFirst()
  return found !== undefined
}

export async function keepWecomId(tx: Tx, id: string, wecomId: string, wecomUntil: Date): Promise<void> {
  await tx.updateTable('talkScriptPicture').set({ wecomId, wecomUntil }).where('id', '=', id).execute()
}

/** Pictures that were uploaded and never came into a script. */
export async function forgetPictures(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom('talkScriptPicture')
    .where('uploadedAt', '<', before)
    .where('id', 'not in', (carried) =>
      carried.selectFrom('talkScriptVersion').select('pictureId').where('pictureId', 'is not', null).$castTo<{
        pictureId: string
      }>(),
    )
    .execute()
}
