/** An address as it is compared with others: without what tells no two pages apart. The instance alone knows its canonical form. */
export const addressKey = (address: string): string => {
  const url = new URL(address);
  if (url.protocol === 'http:' && url.port === '') url.protocol = 'https:';
  if (!/^#!?\//.test(url.hash)) url.hash = '';
  return url.href;
};
