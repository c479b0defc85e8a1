import 'vant/es/style/base.css'
import 'vant/es/loading/index.css'
import 'vant/es/button/index.css'
import './ui/base.css'
import './ui/theme.css'
import { start } from './start.ts'

void start()
