import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDatabase } from './database.ts';
import { createOrderNoteStore } from './order-notes/order-note-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'order-notes-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('openDatabase', () => {
  it('finds in the file what was written before', () => {
    const file = join(folder, 'notes.sqlite');
    const first = openDatabase(file);
    const input = { orderNumber: '1001', text: 'Call before delivery', status: 'open' } as const;
    const created = createOrderNoteStore(first, () => 0).create('my-project', input, 'manager-1');
    first.close();

    const second = openDatabase(file);
    expect(createOrderNoteStore(second).get('my-project', created.id)).toEqual(created);
    expect(created.createdAt).toBe('1970-01-01T00:00:00.000Z');
    second.close();
  });

  it('leaves a file of a newer release alone', () => {
    const file = join(folder, 'notes.sqlite');
    const database = openDatabase(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openDatabase(file)).toThrow('newer release');
  });

  it('lets two processes write to one file', () => {
    const file = join(folder, 'notes.sqlite');
    const databases = [openDatabase(file), openDatabase(file)];
    const stores = databases.map((database) => createOrderNoteStore(database));
    for (let round = 0; round < 20; round += 1) {
      for (const store of stores) store.create('my-project', { orderNumber: '1', text: 'x', status: 'open' }, 'u');
    }
    expect(stores.map((store) => store.list('my-project', {}, { limit: 1, offset: 0 }).total)).toEqual([40, 40]);
    for (const database of databases) database.close();
  });
});

describe('an update whose decision throws', () => {
  it('leaves the note as it was and the store usable', () => {
    const database = openDatabase(':memory:');
    const store = createOrderNoteStore(database);
    const created = store.create('my-project', { orderNumber: '1', text: 'x', status: 'open' }, 'u');
    const refuse = () => {
      throw new Error('Not this one');
    };
    expect(() => store.update('my-project', created.id, refuse)).toThrow('Not this one');
    expect(store.get('my-project', created.id)).toEqual(created);
    expect(store.update('my-project', created.id, (note) => ({ ...note, text: 'y' }))).toMatchObject({ text: 'y' });
    database.close();
  });
});
