/** The pages that a funding.json names: of who is funded, of their projects, and where to pay. */
export const fundingJsonPages = (manifest: unknown): readonly string[] => {
  const projects = list(field(manifest, 'projects'));
  const channels = list(field(field(manifest, 'funding'), 'channels'));
  return [
    ...projects.flatMap((project) => [
      urlOf(field(project, 'repositoryUrl')),
      urlOf(field(project, 'webpageUrl')),
    ]),
    urlOf(field(field(manifest, 'entity'), 'webpageUrl')),
    ...channels.map((channel) => text(field(channel, 'address'))),
  ].filter((page) => page !== undefined);
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const urlOf = (value: unknown): string | undefined => text(field(value, 'url')) ?? text(value);
