const words = 'contact|my-day|adds|branch|reviews|settings'
const sidebar = new RegExp(
  String.raw`^/(\?[\w=&@.%-]{0,300})?(#/((${words})(/[\w@.-]{1,64})?(\?[\w=&@.%-]{0,300})?)?)?$`,
)

/** Where to go after signing in: a page of the sidebar, or `/` for anything else. */
export function returnPath(wanted: unknown): string {
  return typeof wanted === 'string' && sidebar.test(wanted) ? wanted : '/'
}
