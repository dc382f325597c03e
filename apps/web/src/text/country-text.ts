/** Where the payment provider pays creators of this instance. */
const codes = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'JP',
  'NL',
  'NO',
  'PT',
  'SE',
  'US',
];

const names = new Intl.DisplayNames('en', { type: 'region' });

/** Countries by their English names. */
export const countries = codes
  .map((code) => ({ code, name: names.of(code) ?? code }))
  .sort((one, other) => one.name.localeCompare(other.name, 'en'));
