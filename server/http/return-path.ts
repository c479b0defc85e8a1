/** The pages of src/router.ts. */
const pages = [
  'contact',
  'my-day',
  'adds',
  'reviews',
  'guide',
  'months',
  'statements',
  'branch',
  'follow-ups',
  'talk-scripts',
  'settings',
].join('|')
/** Of the hash, which no server reads: printable ASCII but `"`, `#`, `<`, `>` and the backslash. */
const asked = String.raw`(\?[!$-;=?-[\]-~]{0,1000})?`
const sidebar = new RegExp(String.raw`^/(\?[\w=&@.%-]{0,300})?(#/((${pages})(/[\w@.-]{1,64})?${asked})?)?$`)

/** Where to go after signing in: a page of the sidebar, or `/` for anything else. */
export function returnPath(wanted: unknown): string {
  return typeof wanted === 'string' && sidebar.test(wanted) ? wanted : '/'
}
