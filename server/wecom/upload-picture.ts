import { z } from 'zod'
import type { Call } from './call.ts'

const answer = z.object({ media_id: z.string().min(1) })

/** POST media/upload (developer.work.weixin.qq.com/document/path/90253): one file part named `media`; it lives for three days. */
export async function uploadPicture(
  call: Call,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array },
): Promise<{ mediaId: string }> {
  const form = new FormData()
  form.set('media', new Blob([new Uint8Array(bytes)], { type: mediaType }), name)
  const { media_id: mediaId } = await call('media/upload', { query: { type: 'image' }, form, schema: answer })
  return { mediaId }
}
