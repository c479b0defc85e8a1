import type { Locale } from './employee.ts'
import type { ConsentKind } from './verification.ts'

export type Bank = { name: string; hotline: string }
/** Who checks identities; `isBank` when it is the bank itself, and then nothing is passed on to anybody. */
export type Provider = { name: string; isBank: boolean }
export type Asker = { name: string; branch: string }

/** Days after the contact's last relation with an employee ends. */
export const KEEP_DAYS = 365

/** The link's card in the chat. */
export function cardWords(locale: Locale, bank: Bank, asker: Asker): { title: string; desc: string } {
  return locale === 'en'
    ? {
        title: `${bank.name}: please verify your identity`,
        desc: `Sent by ${asker.name}, ${asker.branch}. Good for 72 hours, for you only. No password or card number is ever asked for.`,
      }
    : {
        title: `【${bank.name}】请完成实名认证`,
        desc: `由${asker.branch}${asker.name}发送，仅限本人，72 小时内有效。不会索取密码或银行卡号。`,
      }
}

export const defaultHotline = (locale: Locale): string =>
  locale === 'en'
    ? "Use the customer number published on the bank's official website."
    : '请以银行官网公布的客服电话为准'

export const defaultBankName = (locale: Locale): string => (locale === 'en' ? 'Your bank' : '本行')

export const defaultProviderName = (locale: Locale, bank: string): string =>
  locale === 'en' ? `the identity service commissioned by ${bank}` : `${bank}委托的身份核验机构`

export type ConsentText = { kind: ConsentKind; text: string }

/** What the contact agrees to, each by a tick of its own; the second only where the data goes to somebody else. */
export function consentTexts(locale: Locale, bank: string, provider: Provider): ConsentText[] {
  const sensitive: ConsentText = { kind: 'sensitive', text: sensitiveText(locale, bank) }
  return provider.isBank
    ? [sensitive]
    : [sensitive, { kind: 'provider', text: providerText(locale, bank, provider.name) }]
}

function sensitiveText(locale: Locale, bank: string): string {
  return locale === 'en'
    ? `I agree that ${bank} processes my name, document number and phone number, which are sensitive personal information, for this one real-name verification. Refusing changes nothing about the service I get in this chat.`
    : `我同意${bank}为本次实名认证处理我的姓名、证件号码和手机号码。这些属于敏感个人信息，仅用于核实身份；不同意不影响我继续在此咨询。`
}

function providerText(locale: Locale, bank: string, provider: string): string {
  return locale === 'en'
    ? `I agree that ${bank} passes my name, document number and phone number, encrypted on this phone, to ${provider}, only to check whether they belong together.`
    : `我同意${bank}将我的姓名、证件号码和手机号码在本机加密后提供给${provider}，仅用于核对是否一致。`
}
