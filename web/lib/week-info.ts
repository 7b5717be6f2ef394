import { regionOf } from './person-locale.ts';

/** Days as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
export interface WeekInfo {
  firstDay: number;
  weekend: readonly number[];
}

/** CLDR's territories whose week does not begin on Monday, for browsers that do not tell. */
const SUNDAY_FIRST =
  'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW';
const SATURDAY_FIRST = 'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY';
const SATURDAY = 6;
const SUNDAY = 7;

type LocaleWithWeek = Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };

/** How a person of the locale lays out weeks. */
export function weekInfoOf(locale: string): WeekInfo {
  const known: LocaleWithWeek = new Intl.Locale(locale);
  return known.getWeekInfo?.() ?? known.weekInfo ?? weekInfoByRegion(locale);
}

export function weekInfoByRegion(locale: string): WeekInfo {
  const region = regionOf(locale) ?? '';
  const weekend = [SATURDAY, SUNDAY];
  if (SUNDAY_FIRST.split(' ').includes(region)) return { firstDay: SUNDAY, weekend };
  if (SATURDAY_FIRST.split(' ').includes(region)) return { firstDay: SATURDAY, weekend };
  return { firstDay: 1, weekend };
}
