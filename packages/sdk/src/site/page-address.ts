/** Where a built file is read: below the site's address, without `index.html`, and without `.html` where a site's links do so. */
export const pageAddress = (file: string, site: string, cleanUrls = false): string => {
  const path = file.replace(/(^|\/)index\.html$/, '$1').replace(cleanUrls ? /\.html$/ : /$^/, '');
  const base = site.endsWith('/') ? site : `${site}/`;
  return new URL(path.split('/').map(encodeURIComponent).join('/'), base).href;
};
