/** Where a list of the branch is: `#/branch/follow-ups?branch=2&state=overdue`; without `show` the branch's own page. */
export function branchLink(branchId: string, show = '', query: Record<string, string> = {}): string {
  const asked = new URLSearchParams({ branch: branchId, ...query })
  return `#/branch${show && `/${show}`}?${asked}`
}
