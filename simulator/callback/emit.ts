import { type Engine, log, schedule } from '../engine.ts'
import { takeFault } from '../faults.ts'
import { secondsOf } from '../shanghai.ts'
import type { CallbackKind } from '../world.ts'
import { eventXml, type XmlFields } from './xml.ts'

const shuffledWithin = 2000

/** Something happened in WeCom: the event goes to the callback, or what is left of it after the faults switched on for it. */
export function emit(engine: Engine, callback: CallbackKind, title: string, fields: XmlFields): void {
  const xml = eventXml(engine.credentials.corpId, secondsOf(engine.clock.now()), fields)
  const fault = takeFault(engine, callback === 'app' ? 'callback' : 'directory-callback')
  if (fault?.drop) {
    log(engine, { kind: 'callback', title: `${title} (lost)`, request: xml, response: null, ok: false })
    return
  }
  const delay = (fault?.delayMs ?? 0) + (fault?.shuffle ? Math.random() * shuffledWithin : 0)
  schedule(engine, { kind: 'callback', callback, title, xml }, delay)
  if (fault?.duplicate) schedule(engine, { kind: 'callback', callback, title, xml }, delay)
}
