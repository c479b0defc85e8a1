/**
 * register() leaves a rejected promise that nobody can catch (wecom.md 2.4, trap 2). Its reason is told by ensureAgentConfigReady as well,
 * so here it is taken out of the browser's report of unhandled rejections.
 */
export function ignoreSdkRejections(): void {
  window.addEventListener('unhandledrejection', (event) => {
    if (isOfSdk(event.reason)) event.preventDefault()
  })
}

function isOfSdk(reason: unknown): boolean {
  if (reason instanceof Error) return reason.message.startsWith('SDK Error:') || reason.name === 'ApiProblem'
  return typeof reason === 'object' && reason !== null && ('err_msg' in reason || 'errMsg' in reason)
}
