import Database from 'libsql';

/** Each entry brings a database file one version further; entries are added at the end and never edited. */
const MIGRATIONS = [
  `CREATE TABLE order_notes (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     project_key TEXT NOT NULL,
     id TEXT NOT NULL,
     order_number TEXT NOT NULL,
     text TEXT NOT NULL,
     status TEXT NOT NULL CHECK (status IN ('open', 'done')),
     search_text TEXT NOT NULL,
     created_at TEXT NOT NULL,
     created_by TEXT NOT NULL,
     updated_at TEXT NOT NULL,
     version INTEGER NOT NULL,
     UNIQUE (project_key, id)
   ) STRICT;`,
  `CREATE TABLE attachments (
     position INTEGER PRIMARY KEY AUTOINCREMENT,
     project_key TEXT NOT NULL,
     note_id TEXT NOT NULL,
     id TEXT NOT NULL,
     name TEXT NOT NULL,
     type TEXT NOT NULL,
     size INTEGER NOT NULL,
     content BLOB NOT NULL,
     created_at TEXT NOT NULL,
     created_by TEXT NOT NULL,
     UNIQUE (project_key, note_id, id),
     FOREIGN KEY (project_key, note_id) REFERENCES order_notes (project_key, id) ON DELETE CASCADE
   ) STRICT;`,
];

/**
 * Opens the database file, creates it when it is not there, and brings its tables up to date.
 *
 * `:memory:` gives a database that ends with the process.
 */
export function openDatabase(file: string): Database.Database {
  const database = new Database(file);
  // WAL: readers don't wait for a writer. A second process on the same file waits instead of failing at once.
  database.pragma('journal_mode = WAL');
  database.pragma('busy_timeout = 5000');
  database.pragma('foreign_keys = ON');
  migrate(database);
  return database;
}

function migrate(database: Database.Database): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  if (version > MIGRATIONS.length) throw new Error('The database file belongs to a newer release of this API.');
  for (const [index, migration] of MIGRATIONS.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN; ${migration} PRAGMA user_version = ${index + 1}; COMMIT;`);
  }
}
