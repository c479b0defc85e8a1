/** Of a follow-up that a message told of and that is closed meanwhile. */
export const toldClosed = {
  cancelled: (title: string, by: string, time: string) => `“${title}”已由${by}于 ${time} 撤回，不用再做。`,
  completed: (title: string, time: string) => `“${title}”已于 ${time} 完成。`,
}
