/** What the contact's page says of the bank and the provider in a demonstration; all of it looks as made up as it is. */
export const madeUpSettings = {
  bank: { name: '示例银行', hotline: '95500-000' },
  'identity-provider': { name: '示例核验平台', isBank: false },
}
