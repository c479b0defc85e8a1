import { createApp } from 'vue'
import ClientWindow from './ClientWindow.vue'
import PhoneAlone from './PhoneAlone.vue'

const isPhone = /^\/phone(\.html|\/)?$/.test(location.pathname)

createApp(isPhone ? PhoneAlone : ClientWindow).mount('#screen')
