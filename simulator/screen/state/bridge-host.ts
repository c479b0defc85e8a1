import { onBeforeUnmount, onMounted } from 'vue'
import { z } from 'zod'
import { request } from './request.ts'

const call = z.object({
  wecomSim: z.literal(1),
  type: z.enum(['invoke', 'on']),
  id: z.number().optional(),
  name: z.string(),
  params: z.record(z.string(), z.unknown()).default({}),
  url: z.string().default(''),
})

export type NativeCall = z.infer<typeof call>
type NativeResult = { err_msg?: string | undefined }

type Host = {
  frame: () => HTMLIFrameElement | null
  origin: () => string
  context: () => { employeeId: string; contactId: string | null; chatId: string | null; entry: string }
  afterwards: (call: NativeCall) => void
}

const result = z.looseObject({ err_msg: z.string().optional() })

/** Answers the bridge script in the frame as WeCom's client would; `afterwards` runs for calls that ended with ok. */
export function useBridgeHost(host: Host): { show: (state: 'hidden' | 'visible') => void; reload: () => void } {
  async function answer(event: MessageEvent): Promise<void> {
    const source = host.frame()?.contentWindow
    if (!source || event.source !== source || event.origin !== host.origin()) return
    const parsed = call.safeParse(event.data)
    if (!parsed.success || parsed.data.type !== 'invoke') return
    const { id, name, params, url } = parsed.data
    const answered = await invoke({ ...host.context(), name, params, url })
    source.postMessage({ wecomSim: 1, type: 'result', id, result: answered }, event.origin)
    if (/:(ok|yes)$/.test(answered.err_msg ?? '')) host.afterwards(parsed.data)
  }

  const listener = (event: MessageEvent) => void answer(event)
  onMounted(() => window.addEventListener('message', listener))
  onBeforeUnmount(() => window.removeEventListener('message', listener))

  const tell = (message: object) => host.frame()?.contentWindow?.postMessage({ wecomSim: 1, ...message }, host.origin())
  return { show: (state) => tell({ type: 'visibility', state }), reload: () => tell({ type: 'reload' }) }
}

async function invoke(body: Record<string, unknown>): Promise<NativeResult> {
  try {
    return result.parse(await request('POST', '/client/invoke', body))
  } catch (problem) {
    return { err_msg: `${String(body['name'])}:fail_simulator ${problem instanceof Error ? problem.message : ''}` }
  }
}
