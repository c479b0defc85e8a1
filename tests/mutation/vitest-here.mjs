// Stands in for vitest: collects the tests, so that the domain's can be run thousands of times in one process.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  getState,
  setState,
} from '@vitest/expect'
import * as chai from 'chai'

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

export const expect = (value, message) => chai.expect(value, message)
Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT])
expect.getState = () => getState(expect)
expect.setState = (state) => setState(state, expect)
globalThis[GLOBAL_EXPECT] = expect
expect.setState({ assertionCalls: 0, isExpectingAssertions: false, currentTestName: '', environment: 'node' })

export const tests = []
const concepts = []

export function describe(concept, body) {
  concepts.push(concept)
  body()
  concepts.pop()
}
export const it = (sentence, body) => tests.push({ name: [...concepts, sentence].join(' '), body })

/** Only so many of vitest's placeholders as the domain's tests use. */
function titled(title, cells) {
  const left = [...cells]
  const told = title.replaceAll(/%[sj]/g, (mark) => (mark === '%j' ? JSON.stringify(left.shift()) : left.shift()))
  return told.replaceAll(/\$(\w+)/g, (_, key) => cells[0]?.[key])
}
const each = (define) => (table) => (title, body) => {
  for (const row of table) {
    const cells = Array.isArray(row) ? row : [row]
    define(titled(title, cells), () => body(...cells))
  }
}
describe.each = each(describe)
it.each = each(it)

/** What the tests tidy up afterwards is the time zone only, and those are left out here. */
export const afterEach = () => {}
export const afterAll = () => {}
