const form = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/
const units = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000]

/** Milliseconds of an ISO 8601 duration up to weeks ("P3DT2H"); undefined when it is not one. */
export function millisecondsOf(duration: string): number | undefined {
  const match = form.exec(duration)
  if (!match || duration.endsWith('P') || duration.endsWith('T')) return undefined
  return units.reduce((sum, unit, index) => sum + unit * Number(match[index + 1] ?? 0), 0)
}
