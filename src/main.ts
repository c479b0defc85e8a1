import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import './ui/base.css'
import './ui/theme.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { readOpening } from './http/opening.ts'
import { onSignedOut } from './http/signed-out.ts'
import { loadWords } from './i18n/locale.ts'
import { useSession } from './shell/session.ts'
import { signInAgain } from './shell/sign-in-again.ts'
import { ignoreSdkRejections } from './wecom/ignore-sdk-rejections.ts'

const browsersLocale = navigator.language.startsWith('en') ? 'en' : 'zh-CN'

async function start(): Promise<void> {
  ignoreSdkRejections()
  await loadWords(readOpening()?.session.locale ?? browsersLocale)
  const pinia = createPinia()
  const app = createApp(App).use(pinia).use(PiniaColada)
  const session = useSession(pinia)
  onSignedOut(() => {
    if (!signInAgain()) session.isSignedOut = true
  })
  app.mount('#app')
}

void start()
