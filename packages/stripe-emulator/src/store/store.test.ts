import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from './store.ts';

it('reads a file of an emulator that knew no owners', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stripe-emulator-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'state.sqlite');
  const old = new DatabaseSync(file);
  old.exec(`CREATE TABLE documents (
    position INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL,
    UNIQUE (kind, id))`);
  old.exec(
    `INSERT INTO documents (kind, id, json) VALUES ('available_balance', 'eur', '{"id":"eur","available":5}')`,
  );
  old.close();
  for (const _ of [1, 2]) {
    const store = openStore(file);
    expect(store.list('available_balance', { limit: 10, owner: '' })).toEqual([{ id: 'eur', available: 5 }]);
    store.close();
  }
});
