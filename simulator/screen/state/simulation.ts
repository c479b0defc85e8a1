import { computed, shallowReactive, shallowRef } from 'vue'
import { z } from 'zod'
import { request } from './request.ts'
import type { LogEntry, World } from './world.ts'
import { logEntryShape, worldShape } from './world.ts'

const LOG_LENGTH = 1000

/** The world as the simulator last told it; undefined until the first answer. */
export const world = shallowRef<World>()
export const log = shallowRef<LogEntry[]>([])
export const connection = shallowRef<'connecting' | 'open' | 'lost'>('connecting')

/** What is being waited for (`busy`) and the last thing that failed, in words to show. */
export const work = shallowReactive({ busy: '', problem: '' })

let receivedAt = Date.now()

/** The simulated time in milliseconds, carried on from the last answer. */
export const simulatedNow = () => (world.value ? Date.parse(world.value.now) + Date.now() - receivedAt : Date.now())

export const me = computed(() => world.value?.employees.find(({ id }) => id === world.value?.me.employeeId))

export const contactById = computed(() => new Map(world.value?.contacts.map((contact) => [contact.id, contact])))

let asked = 0
let shown = 0

/** Reads the world; an answer that was overtaken by a later one is dropped. */
async function refresh(): Promise<void> {
  asked += 1
  const turn = asked
  const answer = worldShape.parse(await request('GET', '/control/world'))
  if (turn < shown) return
  shown = turn
  receivedAt = Date.now()
  world.value = answer
}

export async function readLog(): Promise<void> {
  const answer = await request('GET', '/control/log')
  const entries = Array.isArray(answer) ? answer : z.object({ items: z.array(z.unknown()) }).parse(answer).items
  log.value = z.array(logEntryShape).parse(entries).slice(-LOG_LENGTH)
}

function append(entry: LogEntry): void {
  if (log.value.some(({ seq }) => seq === entry.seq)) return
  log.value = [...log.value.slice(1 - LOG_LENGTH), entry]
}

/** Runs one action, reads the world afterwards and shows what went wrong; answers undefined when it failed. */
export async function act<T>(name: string, action: () => Promise<T>): Promise<T | undefined> {
  work.busy = name
  work.problem = ''
  try {
    const answer = await action()
    await refresh()
    return answer
  } catch (problem) {
    work.problem = problem instanceof Error ? problem.message : String(problem)
    return undefined
  } finally {
    work.busy = ''
  }
}

/** Keeps world and log up to date for as long as the page lives. */
export function follow(): void {
  const events = new EventSource('/control/events')
  let waiting = false
  events.addEventListener('open', () => {
    connection.value = 'open'
    void act('', readLog)
  })
  events.addEventListener('error', () => (connection.value = 'lost'))
  events.addEventListener('log', ({ data: line }) => append(logEntryShape.parse(JSON.parse(line))))
  events.addEventListener('changed', () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      void refresh().catch(() => (connection.value = 'lost'))
    }, 120)
  })
  void act('', refresh)
}
