import { shanghaiDay, shanghaiTime } from '../shanghai.ts'
import { type Person, useLink } from './contact-phone.ts'
import { sitDown } from './employee-desk.ts'
import { type Scene, scenes } from './script.ts'
import type { StageHands } from './stage.ts'

/** Days that the script reaches back; the world has to begin so long before the Monday. */
export const rehearsedDays = 14

const operator = 'ZhouYunFan'
const dayLong = 86_400_000
const nightly = 'PT6H'

/**
 * Plays the past two weeks through the product's public doors: callbacks, sign-in, prompts, the contact's page with a real JWE,
 * follow-ups. The clock goes from scene to scene and ends at `until`.
 */
export async function rehearse(hands: StageHands, until: Date, log: (line: string) => void): Promise<void> {
  const { contacts } = await hands.world()
  // Nobody in the script does what a rule asks for: they are switched on as the Monday begins.
  await (await sitDown(hands, operator)).switchRules(false)
  let told = ''
  for (const scene of scenes) {
    const day = dayOf(until, scene.day)
    if (day !== told) log(`Playing the past / 正在演练 ${day}`)
    told = day
    await waitUntil(hands, shanghaiTime(day, scene.time))
    const person = contacts[scene.contact]
    if (!person) throw new Error(`the script names contact ${scene.contact}, whom nobody made`)
    await play(hands, scene, person, until)
    await hands.control('clock', { advance: 'PT0S' })
  }
  await waitUntil(hands, until)
  await (await sitDown(hands, operator)).switchRules(true)
}

/** The clock runs on while a scene is played: on a slow machine the next one may be due already. */
async function waitUntil(hands: StageHands, at: Date): Promise<void> {
  const { now } = await hands.world()
  const ahead = at.getTime() - new Date(now).getTime()
  if (ahead > 0) await hands.control('clock', { advance: ahead, stride: nightly })
}

function dayOf(until: Date, before: number): string {
  return shanghaiDay(new Date(until.getTime() - before * dayLong))
}

async function play(hands: StageHands, scene: Scene, person: Person, until: Date): Promise<void> {
  const between = { employeeId: scene.who, contactId: person.id }
  switch (scene.does) {
    case 'add':
      return playAdd(hands, scene, person)
    case 'delete':
      return hands.control('deletions', { ...between, by: scene.by })
    case 'say':
      return hands.control('messages', { ...between, from: scene.from, text: scene.text })
    case 'assign': {
      const { title, reason, kind, due, script } = scene
      const talkScriptId = script && (await (await sitDown(hands, scene.who)).findScript(script))
      const dueAt = shanghaiTime(dayOf(until, due.day), due.time).toISOString()
      return (await sitDown(hands, scene.who)).assign(person.id, {
        title,
        reason,
        kind,
        dueAt,
        ...(talkScriptId && { talkScriptId }),
      })
    }
    case 'script': {
      const { folder, title, text } = scene
      const id = await (await sitDown(hands, scene.who)).writeScript('2', { folder, title, text })
      return (await sitDown(hands, operator)).approveScript(id)
    }
    case 'complete':
      return (await sitDown(hands, scene.who)).complete(person.id, scene.outcome, scene.note)
  }
}

async function playAdd(hands: StageHands, scene: Extract<Scene, { does: 'add' }>, person: Person): Promise<void> {
  await hands.control('adds', { employeeId: scene.who, contactId: person.id, addWay: scene.addWay ?? 1 })
  if (!scene.follows) return
  await hands.control('clock', { advance: 'PT2M' })
  const link = await (await sitDown(hands, scene.who)).prompt(person.id)
  if (scene.follows === 'ignore') return
  await hands.control('clock', { advance: 'PT3M' })
  await useLink(hands, person, link, scene.follows)
}
