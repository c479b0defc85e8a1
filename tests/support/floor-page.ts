import { gzipSync } from 'node:zlib'
import { type Listening, listenSomewhere } from './listen.ts'

/** What any sidebar has to do, by hand and in 2 kB: begin the one call at once, show the name, one sentence and one button. */
const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Floor</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>
body{margin:0;background:#f4f6f9;color:#14202e;font:15px/1.5 system-ui,sans-serif}
header,section{padding:16px;background:#fff}section{margin:12px;border-radius:14px;box-shadow:0 1px 2px #1020340d}
b{font-size:17px}h2{margin:0;font-size:17px}p{margin:8px 0;color:#5a6878}
button{width:100%;min-height:46px;border:0;border-radius:12px;background:#1765d8;color:#fff;font:600 16px system-ui}
i{float:left;width:44px;height:44px;margin-right:12px;border-radius:10px;background:#8fb4ea}
@media(prefers-color-scheme:dark){body{background:#0f141a;color:#eef2f6}header,section{background:#1a212a}p{color:#a9b5c2}}
</style></head><body><header><b>今日有效 3 / 12</b><p>待认证 5 · 本月 16 / 252</p></header>
<section><i></i><h2 id="name"></h2><p id="sentence"></p><button id="act"></button></section><script>
(function(){var put=function(id,text){document.getElementById(id).textContent=text}
WeixinJSBridge.invoke('agentConfig',{},function(){WeixinJSBridge.invoke('getCurExternalContact',{},function(open){
fetch('/api/contacts/'+open.userId).then(function(answer){return answer.json()}).then(function(page){
put('name',page.contact.name);put('sentence',page.nextAction.sentence);put('act',page.nextAction.label||'')})})})})()
</script></body></html>`

/** Serves the floor page, compressed, and `answer` to the one API call. */
export async function serveFloor(answer: string): Promise<Listening> {
  const listening = await listenSomewhere()
  const page = gzipSync(html)
  const json = gzipSync(answer)
  listening.serve((request, response) => {
    const isApi = request.url?.startsWith('/api/')
    if (!isApi && request.url !== '/') return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': isApi ? 'application/json' : 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'no-store',
    })
    response.end(isApi ? json : page)
  })
  return listening
}
