import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const sources = (folder: string, extension: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => extension.test(path))
    .map((path) => `${folder}/${path}`)

/** `file:line` of every match outside of comments. */
const matches = (files: string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) && !/^\s*(\/\/|\/?\*)/.test(line) ? [`${file}:${index + 1}`] : [])),
  )

const server = sources('server', /\.ts$/)

describe('The house rules that imports do not show', () => {
  it('has no clock in the domain', () => {
    const domain = server.filter((file) => file.startsWith('server/domain/'))
    expect(domain.length).toBeGreaterThan(5)
    expect(matches(domain, /Date\.now\(|new Date\(\)|\bawait\b|Math\.random/)).toEqual([])
  })

  it('reads the environment in config.ts only', () => {
    expect(matches(server, /process\.env/).filter((place) => !place.startsWith('server/config.ts'))).toEqual([])
  })

  it('writes SQL in stores, jobs and the database folder only', () => {
    const allowed = /-store\.ts:|^server\/(jobs|database)\//
    const sql = /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(<[^>]*>)?`/
    expect(matches(server, sql).filter((place) => !allowed.test(place))).toEqual([])
  })

  it("keeps the database's own clock out of SQL", () => {
    const files = [...server, ...sources('server', /\.sql$/)].filter((file) => !file.startsWith('server/database/'))
    const clock = /\bnow\(\)::|select now\(\)|current_(date|timestamp|time)\b|DEFAULT now\(\)/i
    expect(matches([...files, ...sources('server/database/migrations', /\.sql$/)], clock)).toEqual([])
  })

  it('prints nothing outside of the log', () => {
    expect(matches([...server, ...sources('src', /\.(ts|vue)$/)], /console\.(log|debug|info|warn|error)\(/)).toEqual([])
  })

  it('never puts markup into a page unescaped', () => {
    expect(matches(sources('src', /\.(ts|vue)$/), /v-html|innerHTML|insertAdjacentHTML|outerHTML/)).toEqual([])
  })

  it('keeps every source file within one screenful of screens: 250 lines', () => {
    const long = [...server, ...sources('src', /\.(ts|vue)$/), ...sources('simulator', /\.(ts|vue)$/)]
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250)
    expect(long).toEqual([])
  })
})
