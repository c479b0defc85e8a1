const texts = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true })

export type MigrationFile = { name: string; text: string }

/** Every migration, oldest first; part of the bundle, so that nothing is looked for on the disk. */
export const migrationFiles: MigrationFile[] = Object.entries(texts)
  .map(([path, text]) => ({ name: path.replace(/^.*\/|\.sql$/g, ''), text }))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))
