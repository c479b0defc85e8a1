// npm run verify-statements -- FILE ORIGIN: whether a file of month statements is what that bank's server signed.
// The key that stands in the file proves nothing: whoever changes a file can sign it anew. The server's own keys are asked for.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [file, origin = process.env.PUBLIC_ORIGIN] = process.argv.slice(2)
if (!file || !origin)
  end(2, 'npm run verify-statements -- FILE ORIGIN, for example statements-2026-11.csv https://zhenke.bank.example')

const text = readFileSync(file, 'utf8')
const at = text.lastIndexOf('signature,')
const [, keyId, signature, , ...more] = text.slice(at).trim().split(',')
if (at < 0 || !signature || more.length > 0) end(1, 'NOT SIGNED: the last line is no signature. / 文件末行没有签名。')

const { keys } = await publishedKeys(new URL('/.well-known/zhenke-keys.json', origin))
const known = keys.find(({ id }) => id === keyId)
if (!known) end(1, `NOT KNOWN: ${origin} has no key ${keyId}. / 服务器没有这个密钥。`)
const key = createPublicKey({ key: Buffer.from(known.publicKey, 'base64url'), format: 'der', type: 'spki' })
const content = Buffer.from(`statements\n${text.slice(0, at)}`)
if (!verify(null, content, key, Buffer.from(signature, 'base64url')))
  end(1, `CHANGED: this is not what ${origin} signed. / 内容与签名不符。`)
const fingerprint = createHash('sha256').update(Buffer.from(known.publicKey, 'base64url')).digest('hex')
end(0, `UNCHANGED: signed by ${origin}, key ${keyId} ${fingerprint}. / 内容未被改动。`)

async function publishedKeys(address) {
  try {
    const response = await fetch(address, { redirect: 'error' })
    if (!response.ok) end(2, `${address} answered ${response.status}.`)
    return await response.json()
  } catch {
    return end(2, `${address} could not be asked. / 无法访问服务器。`)
  }
}

function end(code, sentence) {
  ;(code === 0 ? process.stdout : process.stderr).write(`${sentence}\n`)
  process.exit(code)
}
