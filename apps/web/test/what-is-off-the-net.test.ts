import { describe, expect, it } from 'vitest';
import { ada, thingAt } from './cast.ts';
import { openWeb } from './open-web.ts';

const { uuid, slug, url } = thingAt(0);
const sentence = 'Its owner has taken this off the net: it takes no more flattrs.';

/** The site, with the first thing off the net, and changed as given. */
const offTheNet = (change: object = {}, flattred = false) => {
  const open = openWeb((state) => {
    for (const thing of state.things.filter((one) => one.uuid === uuid))
      Object.assign(thing, { unpublishedAt: '2026-11-20T08:00:00Z', ...change });
    if (flattred) state.flattred.add(url);
  });
  return { ...open, path: `/t/${uuid}/${slug}`, asking: `/flattr?url=${encodeURIComponent(url)}` };
};

describe('the page of a thing that is off the net', () => {
  it('says so, is gone and wants to be in no index, and has nothing to press', async () => {
    const { visit, path } = offTheNet();
    for (const as of [undefined, 'ada'] as const) {
      const answer = await visit(path, as);
      expect(answer.status).toBe(410);
      const text = await answer.text();
      expect(text).toContain(sentence);
      expect(text).toContain('It was taken off on 20 November 2026.');
      expect(text).toContain('<meta name="robots" content="noindex">');
      expect(text).not.toMatch(/Flattr this|Register it again/);
    }
  });

  it('tells whose it is how it comes back', async () => {
    const own = offTheNet({ creator: ada });
    expect(await (await own.visit(own.path, 'ada')).text()).toContain('Register it again, and it is back.');
    const registered = offTheNet({ creator: null, split: [], viewerRegistered: true });
    expect(await (await registered.visit(registered.path, 'ada')).text()).toContain(
      'You have registered it. Register it again, and it is back.',
    );
  });

  it('lets whoever flattred it take that back, and not begin to flattr it each month', async () => {
    const { visit, path } = offTheNet({}, true);
    const text = await (await visit(path, 'ada')).text();
    expect(text).toContain('action="/flattr/undo"');
    expect(text).not.toContain('action="/flattr/standing"');
  });

  it('lets whoever flattrs it each month stop that, and promises nothing', async () => {
    const { visit, path, state } = offTheNet();
    state.standing.set(url, { weight: 1, firstMonth: '2026-10', lastMonth: null, startedAt: state.now });
    const text = await (await visit(path, 'ada')).text();
    expect(text).toContain('While it is off the net nothing is given.');
    expect(text).toContain('action="/flattr/standing/stop"');
    expect(text).not.toContain('It comes back');
  });
});

describe('the page that a button opens', () => {
  it('says so in words, to whoever presses it, and asks nothing', async () => {
    const { visit, asking } = offTheNet();
    const nobody = await (await visit(asking)).text();
    expect(nobody).toContain(sentence);
    expect(nobody).not.toContain('Sign in to flattr this');
    expect(nobody).toContain('<meta name="robots" content="noindex">');
    const somebody = await (await visit(asking, 'ada')).text();
    expect(somebody).toContain('It takes no more flattrs.');
    expect(somebody).not.toContain('class="confirm"');
  });

  it('says so to who flattred it before, with the way to take it back', async () => {
    const { visit, asking } = offTheNet({}, true);
    const text = await (await visit(asking, 'ada')).text();
    expect(text).toContain('You have flattred this already this month.');
    expect(text).toContain(sentence);
    expect(text).toContain('action="/flattr/undo"');
  });
});

it('is marked where somebody’s own things are listed', async () => {
  const { visit } = offTheNet({ creator: ada });
  expect(await (await visit('/u/ada', 'ada')).text()).toContain('off the net since 20 November 2026');
});
