import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { defineCommand } from 'citty';
import { openInstance, openSignedIn } from '../ask.ts';
import { titleOf } from '../reading/entry.ts';
import { instanceArg, jsonArg, tokenArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { findAudio } from '../tag/find-audio.ts';
import { type Scanned, scanLibrary } from '../tag/scan-library.ts';
import { openBar } from '../telling/bar.ts';
import { exitCodes, misuse } from '../trouble.ts';

export const examples = ['flattr scan ~/Music', 'flattr scan --dry-run --json album'];

export const command = defineCommand({
  meta: {
    description:
      'Register the recordings and releases in a folder of music, by the pages or the MusicBrainz ids that their tags name',
  },
  args: {
    folder: { type: 'positional', required: true, description: 'Where the music is' },
    'dry-run': { type: 'boolean', description: 'Say what would be registered, and register nothing' },
    ...instanceArg,
    ...tokenArg,
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const folder = resolve(surroundings.folder, args.folder);
    const found = await stat(folder).catch(() => undefined);
    if (!found?.isDirectory()) throw misuse(`There is no folder ${args.folder}.`);
    const dryRun = args['dry-run'] ?? false;
    const asked = await (dryRun ? openInstance : openSignedIn)(surroundings, args);
    const files = await findAudio(folder);
    const bar = await openBar(surroundings, files.length, 'Reading tags');
    const scanned = await scanLibrary(files, asked.instance, bar.tell);
    bar.close();
    const inputs = scanned.things.map(({ url, title, tags }) => ({
      url,
      title: titleOf(title) ?? url,
      kind: 'AUDIO' as const,
      tags: [...tags],
    }));
    const registered = dryRun ? [] : await asked.ask((flattr) => flattr.registerThings(inputs));
    const refused = registered.flatMap(({ errors }, index) =>
      errors.slice(0, 1).map(({ code, message }) => ({ url: inputs[index]?.url, code, message })),
    );
    const unnamed = scanned.unnamed.map((file) => relative(folder, file));
    const created = registered.filter((one) => one.created).length;
    if (args.json) {
      surroundings.out(
        JSON.stringify(
          { files: files.length, things: inputs, dryRun, created, refused, unnamed },
          undefined,
          2,
        ),
      );
    } else tell(surroundings, { files: files.length, scanned, dryRun, created, refused: refused.length });
    for (const { url, message } of refused) surroundings.err(`${url}: ${message}`);
    return refused.length > 0 ? exitCodes.partly : exitCodes.done;
  },
});

type Told = {
  readonly files: number;
  readonly scanned: Scanned;
  readonly dryRun: boolean;
  readonly created: number;
  readonly refused: number;
};

const tell = ({ out }: Surroundings, { files, scanned, dryRun, created, refused }: Told): void => {
  const { things, unnamed } = scanned;
  if (dryRun) for (const { title, url } of things) out(`${title}  ${url}`);
  const known = things.length - created - refused;
  out(
    dryRun
      ? `${things.length} things in ${files} files would be registered.`
      : `${things.length} things in ${files} files: ${created} registered, ${known} known before, ${refused} refused.`,
  );
  if (unnamed.length > 0)
    out(
      `${unnamed.length} files name no page and no recording: tag them with MusicBrainz Picard, or flattr tag --url.`,
    );
};
