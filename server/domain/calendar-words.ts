import type { BusinessDay } from './business-day.ts'
import type { Locale } from './employee.ts'

/** The notice for a year comes in the autumn before it (usually by the beginning of November). */
export function needsWarning(known: { year: number; state: 'published' | 'statutory' }, today: BusinessDay): boolean {
  return known.state === 'statutory' && today >= `${known.year - 1}-11-01`
}

export function warningSentence(year: number, locale: Locale): string {
  return locale === 'en'
    ? `The official calendar of ${year} has not been entered yet. Until then only the statutory holidays and weekends are days off, and no adjusted working day is known. Import the notice of the State Council as a file.`
    : `${year} 年的放假安排尚未录入。在此之前，只有法定节假日和周末算休息日，也没有调休上班日。请在国务院办公厅公布后以文件导入。`
}

const english = new Map([
  ['元旦', "New Year's Day"],
  ['除夕', "New Year's Eve"],
  ['春节', 'Spring Festival'],
  ['清明', 'Qingming'],
  ['劳动节', 'Labour Day'],
  ['端午', 'Dragon Boat'],
  ['中秋', 'Mid-Autumn'],
  ['国庆节', 'National Day'],
])

/** A holiday's name in the reader's language; what an operator wrote in their own words stays as it is. */
export function holidayName(name: string, locale: Locale): string {
  if (locale !== 'en') return name
  return name
    .split('、')
    .map((one) => english.get(one) ?? one)
    .join(', ')
}

/** Where a year comes from; what an operator named stays as it is. */
export function sourceWords(source: string, locale: Locale): string {
  if (source === 'statutory')
    return locale === 'en'
      ? 'the statutory holidays of the law, as of 2025'
      : '《全国年节及纪念日放假办法》（2025 年起施行）'
  if (source === 'chinese-days')
    return locale === 'en' ? 'notice of the State Council (chinese-days)' : '国务院办公厅放假安排（chinese-days）'
  return source
}
