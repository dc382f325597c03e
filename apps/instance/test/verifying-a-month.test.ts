import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { allSuites } from '@flattr/evidence/needs-program';
import { createWorld, type World } from '@flattr/test-world';
import { plantMonth } from '@flattr/test-world/plant-month';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantedErrors } from './planted-errors.ts';
import { playVariedMonths } from './varied-months.ts';
import { exportTo, forge, python, testVerifier, verify } from './verified-month.ts';

const october = asMonth('2026-10');
const november = asMonth('2026-11');

it('has Python where every suite must run', () => {
  expect(python !== undefined || !allSuites()).toBe(true);
});

it.runIf(python)('has a verifier that passes its own tests', async () => {
  expect(await testVerifier()).toMatchObject({ code: 0 });
});

describe.runIf(python)('a varied month', () => {
  let world: World;
  let home: string;
  let genuine: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'flattr-verify-'));
    genuine = join(home, 'genuine');
    world = await createWorld({ now: new Date('2026-10-03T12:00:00Z') });
    await playVariedMonths(world);
    await exportTo(world, november, genuine);
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await rm(home, { recursive: true });
  });

  it('agrees to the micro with what another program makes of it', async () => {
    expect(await verify(genuine)).toMatchObject({
      code: 0,
      lines: [expect.stringMatching(/^Every micro agrees/)],
    });
    await exportTo(world, october, join(home, 'october'));
    expect(await verify(join(home, 'october'))).toMatchObject({ code: 0 });
  });

  it('is exported whole or not at all, and not before it is settled', async () => {
    await expect(exportTo(world, asMonth('2026-12'), join(home, 'december'))).rejects.toMatchObject({
      code: 'month-not-settled',
    });
    await expect(exportTo(world, asMonth('2020-01'), join(home, 'unknown'))).rejects.toMatchObject({
      code: 'month-unknown',
    });
    await expect(exportTo(world, november, genuine)).rejects.toThrow('is there already');
    expect((await readdir(home)).filter((name) => /december|unknown/.test(name))).toEqual([]);
  });

  it('is not verified from files that are not those of the export', async () => {
    const folder = join(home, 'damaged');
    forge(genuine, folder, ({ rows }) => rows('flattrs').reverse());
    expect(await verify(folder)).toMatchObject({ code: 2, lines: [expect.stringContaining('out of order')] });
    await copyFile(join(genuine, 'SHA256SUMS'), join(folder, 'SHA256SUMS'));
    expect((await verify(folder)).lines[0]).toContain('flattrs.csv is not the file that SHA256SUMS lists');
    await rm(join(folder, 'earnings.csv'));
    expect(await verify(folder)).toMatchObject({ code: 2 });
  });

  it('shows each planted error, by name, to who computes it again (R-28)', async () => {
    const missed: string[] = [];
    for (const { error, plant, named } of plantedErrors) {
      const folder = join(home, error.replaceAll(/\W+/g, '-'));
      forge(genuine, folder, plant);
      const { code, lines } = await verify(folder);
      if (code !== 1 || !lines.some((line) => named.test(line)))
        missed.push([error, code, ...lines].join('\n  '));
    }
    recordEvidence({ id: 'R-28', tried: plantedErrors.length, failed: missed.length });
    expect(missed).toEqual([]);
  });
});

describe.runIf(python)('a large month', () => {
  it('agrees to the micro with what another program makes of it (R-28)', async () => {
    const supporters = scaleOf({ quick: 300, ci: 10_000, full: 100_000 });
    const home = await mkdtemp(join(tmpdir(), 'flattr-verify-'));
    const world = await createWorld({ now: new Date('2026-10-03T12:00:00Z') });
    try {
      const sizes = { flattrsEach: 10, things: supporters / 5, creators: supporters / 20 };
      await plantMonth(world.owner, { month: october, supporters, ...sizes });
      await world.moveClockTo('2026-11-01T00:00:01Z');
      await settleMonth(world.platform, october);
      await exportTo(world, october, join(home, 'october'));
      const began = performance.now();
      const { code, lines } = await verify(join(home, 'october'));
      const tookMs = performance.now() - began;
      recordEvidence({ id: 'R-28', tried: supporters, failed: code === 0 ? 0 : supporters });
      expect(lines).toEqual([
        expect.stringContaining(`${supporters} supporters, ${supporters * 10} flattrs`),
      ]);
      expect(code).toBe(0);
      expect(tookMs).toBeLessThan(600_000);
    } finally {
      await world.close();
      await rm(home, { recursive: true });
    }
  }, 3_600_000);
});
