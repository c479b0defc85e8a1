import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp, type App as Running } from 'vue'
import App from './App.vue'
import { readOpening } from './http/opening.ts'
import { onSignedOut } from './http/signed-out.ts'
import { loadWords } from './i18n/locale.ts'
import { useSession } from './shell/session.ts'
import { signInAgain } from './shell/sign-in-again.ts'
import { ignoreSdkRejections } from './wecom/ignore-sdk-rejections.ts'
import { isInWeCom } from './wecom/bridge.ts'

/** Shows the sidebar in #app, in the language of whoever is signed in. */
export async function start(): Promise<Running> {
  const browsersLocale = navigator.language.startsWith('en') ? 'en' : 'zh-CN'
  ignoreSdkRejections()
  await loadWords(readOpening()?.session.locale ?? browsersLocale)
  const pinia = createPinia()
  const app = createApp(App).use(pinia).use(PiniaColada)
  const session = useSession(pinia)
  onSignedOut((worked) => {
    // A page that was answered before shows that signing in helps.
    if (!isInWeCom() || !signInAgain(worked)) session.isSignedOut = true
  })
  app.mount('#app')
  return app
}
