import { isCurrency } from '#shared/money/currencies.ts';
import { regionOf } from '#web/lib/person-locale.ts';

const EURO = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK AD MC SM VA ME XK';
/** Regions and what is paid with there, for those whose language or phone tells where they are. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ...EURO.split(' ').map((region) => [region, 'EUR'] as const),
  ...(
    'US:USD PR:USD EC:USD SV:USD PA:USD GB:GBP CH:CHF LI:CHF DK:DKK GL:DKK SE:SEK NO:NOK IS:ISK ' +
    'PL:PLN CZ:CZK HU:HUF RO:RON RS:RSD BA:BAM MK:MKD AL:ALL MD:MDL UA:UAH TR:TRY RU:RUB BY:BYN ' +
    'GE:GEL AM:AMD AZ:AZN KZ:KZT UZ:UZS CA:CAD MX:MXN BR:BRL AR:ARS CL:CLP CO:COP PE:PEN UY:UYU ' +
    'PY:PYG BO:BOB VE:VES CR:CRC GT:GTQ HN:HNL NI:NIO DO:DOP CU:CUP JM:JMD TT:TTD JP:JPY CN:CNY ' +
    'HK:HKD MO:MOP TW:TWD KR:KRW IN:INR PK:PKR BD:BDT LK:LKR NP:NPR TH:THB VN:VND ID:IDR MY:MYR ' +
    'SG:SGD PH:PHP MM:MMK KH:KHR LA:LAK MN:MNT AU:AUD NZ:NZD FJ:FJD IL:ILS AE:AED SA:SAR QA:QAR ' +
    'KW:KWD BH:BHD OM:OMR JO:JOD LB:LBP IQ:IQD IR:IRR EG:EGP MA:MAD DZ:DZD TN:TND LY:LYD ZA:ZAR ' +
    'NG:NGN KE:KES GH:GHS TZ:TZS UG:UGX ET:ETB RW:RWF ZM:ZMW SN:XOF CI:XOF CM:XAF'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
]);

/** The currency of the region a locale belongs to; euro where nobody knows. */
export function guessBaseCurrency(locale: string): string {
  const currency = CURRENCIES.get(regionOf(locale) ?? '') ?? 'EUR';
  return isCurrency(currency) ? currency : 'EUR';
}

/** The browser's time zone. */
export function guessTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
